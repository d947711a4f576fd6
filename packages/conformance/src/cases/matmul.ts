import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite, TimedCall } from './kernel-suite.js'

interface Form {
  readonly batch?: number
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

function product(
  [m, n, k]: readonly [m: number, n: number, k: number],
  draw: Seeded,
  { batch = 1, transposeA = false, transposeB = false }: Form = {},
): HostArguments<'matmul'> {
  const [a, b] = [draw.normal(batch * m * k), draw.normal(batch * k * n)]
  return { a, b, out: blank(batch * m * n), batch, m, n, k, transposeA, transposeB }
}

const FORMS = [false, true].flatMap((transposeA) => [false, true].map((transposeB) => ({ transposeA, transposeB })))

function formName({ transposeA, transposeB }: Form): string {
  return `A${transposeA ? 'ᵀ' : ''}·B${transposeB ? 'ᵀ' : ''}`
}

const SIZES: readonly (readonly [m: number, n: number, k: number])[] = [
  [5, 7, 3],
  [16, 16, 16],
  [1, 13, 9],
  [13, 1, 9],
  [8, 9, 1],
  [33, 31, 65],
]

const shapes = FORMS.flatMap((form) =>
  SIZES.map((size): CallCase<'matmul'> => ({
    name: `${formName(form)}, ${size.join(' × ')}`,
    arguments: () => product(size, seeded(91), form),
  })),
)

const batches = FORMS.map((form): CallCase<'matmul'> => ({
  name: `${formName(form)}, a batch of 3`,
  arguments: () => product([4, 6, 5], seeded(92), { ...form, batch: 3 }),
}))

function timed(m: number, n: number, k: number, form: Form = {}): TimedCall<'matmul'> {
  return {
    name: `${formName(form)}, ${m} × ${n} × ${k}`,
    arguments: () => product([m, n, k], seeded(2), form),
    work: 2 * m * n * k,
    unit: 'GFLOP/s',
  }
}

export const matmul: KernelSuite = kernelSuite({
  kernel: 'matmul',
  sample: () => product([67, 45, 129], seeded(1)),
  empty: [
    () => product([0, 3, 4], seeded(3)),
    () => product([3, 0, 4], seeded(3)),
    () => product([3, 4, 5], seeded(3), { batch: 0 }),
  ],
  checks: [
    ...shapes,
    ...batches,
    { name: 'a product over nothing is zero', arguments: () => product([3, 4, 0], seeded(93)) },
    { name: 'a long product', arguments: () => product([2, 3, 4099], seeded(94)) },
    {
      name: 'NaN in its own row of A',
      law: 9,
      arguments: () => {
        const args = product([4, 5, 6], seeded(95))
        return { ...args, a: planted(args.a as Float32Array, { 8: NaN }) }
      },
    },
    {
      name: 'NaN in its own column of B, and 0 · ∞',
      law: 9,
      arguments: () => {
        const args = product([4, 5, 6], seeded(96))
        const b = planted(args.b as Float32Array, { 2: NaN, 4: Infinity })
        return { ...args, a: planted(args.a as Float32Array, { 0: 0 }), b }
      },
    },
  ],
  fuzz: (draw) => {
    const form = { batch: draw.pick([1, 1, 2, 5]), transposeA: draw.coin(), transposeB: draw.coin() }
    const limits = draw.pick([
      [65, 65, 65],
      [131, 17, 33],
      [1, 257, 131],
      [9, 9, 1031],
    ])
    return product(limits.map((limit) => draw.size(limit)) as unknown as readonly [number, number, number], draw, form)
  },
  timed: [
    timed(128, 64, 784),
    timed(784, 64, 128, { transposeA: true }),
    timed(128, 784, 64, { transposeB: true }),
    timed(256, 256, 256),
  ],
})
