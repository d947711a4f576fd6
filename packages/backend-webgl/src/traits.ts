import type { Deviation, Traits } from '@evenkeel/core/backend'
import { bits } from './glsl/index.js'
import type { Gpu } from './gpu.js'
import { LANES, maxLengthOf } from './texture/layout.js'
import { LARGEST_INTEGER, upload } from './transfer/upload.js'
import type { Readback } from './transfer/readback.js'

const SMALL = 2 ** -30
const SUBNORMAL = 2 ** -140

/** What goes into the probe, lane by lane, and is not known when it is compiled. */
const INPUTS = [1, SMALL, NaN, Infinity, 0, SUBNORMAL]

/** What to compute from them, and what a GPU that keeps IEEE 754 gives. */
const QUESTIONS = [
  { about: 'compensatedSums', expression: 'x(1) - (rounded(x(0) + x(1)) - x(0))', expected: SMALL },
  { about: 'nonFinite', expression: 'x(2) + x(0)', expected: NaN },
  { about: 'nonFinite', expression: 'x(3) + x(0)', expected: Infinity },
  { about: 'nonFinite', expression: 'x(3) - x(3)', expected: NaN },
  { about: 'nonFinite', expression: 'x(4) * x(3)', expected: NaN },
  { about: 'nonFinite', expression: 'x(4) * x(2)', expected: NaN },
  { about: 'subnormals', expression: 'x(5)', expected: SUBNORMAL },
  { about: 'subnormals', expression: 'x(5) * (x(0) + x(0))', expected: 2 * SUBNORMAL },
] as const

/** Asks the GPU what GLSL leaves open: whether sums are reordered, and what becomes of NaN and tiny numbers. */
export async function probeTraits(gpu: Gpu, readback: Readback): Promise<Traits> {
  const answers = await ask(gpu, readback)
  const keeps = (about: (typeof QUESTIONS)[number]['about']): boolean =>
    QUESTIONS.every((question, i) => question.about !== about || Object.is(answers[i], question.expected))
  const propagatesNonFinite = keeps('nonFinite')
  return {
    accumulation: 'float32',
    maxLength: maxLengthOf(gpu.context.maxTextureSize),
    largestInteger: LARGEST_INTEGER,
    readSync: false,
    propagatesNonFinite,
    compensatedSums: keeps('compensatedSums'),
    subnormals: keeps('subnormals'),
    threads: 1,
    copyGrain: LANES,
    deviations: propagatesNonFinite ? [] : [NON_FINITE],
  }
}

const NON_FINITE: Deviation = {
  subject: 'law 9',
  meaning: 'This GPU computes numbers from NaN and infinities in some operations, so that bad steps may go unnoticed.',
}

async function ask(gpu: Gpu, readback: Readback): Promise<ArrayLike<number>> {
  const program = gpu.program({
    name: 'traits',
    reads: ['x'],
    writes: ['answer'],
    functions: [bits],
    element: QUESTIONS.map(({ expression }, i) => `if (i == ${i}) answer = ${expression};`).join('\n'),
  })
  const x = gpu.temporary(INPUTS.length)
  const answer = gpu.temporary(QUESTIONS.length)
  upload(gpu.context.gl, x.texture!, Float32Array.from(INPUTS), 0)
  program.launch({ x, answer })
  const answers = await readback.read(answer, answer.texture!)
  gpu.release(x)
  gpu.release(answer)
  return answers
}
