import type { Operand } from '@evenkeel/core/backend'
import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { OPERAND_FORMS, OPERAND_LENGTH, drawOperand, full, scalar } from '../data/operands.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

function chosen(
  length: number,
  operandMask: Operand,
  operandA: Operand,
  operandB: Operand,
  draw: Seeded,
): HostArguments<'choose'> {
  return {
    mask: Float32Array.from(draw.integers(operandMask.channels, -1, 1)),
    a: draw.normal(operandA.channels),
    b: draw.normal(operandB.channels),
    out: blank(length),
    length,
    operandMask,
    operandA,
    operandB,
  }
}

function elementwise(mask: Float32Array, a: Float32Array, b: Float32Array): HostArguments<'choose'> {
  const operand = full(mask.length)
  const operands = { operandMask: operand, operandA: operand, operandB: operand }
  return { mask, a, b, out: blank(mask.length), length: mask.length, ...operands }
}

const forms = OPERAND_FORMS.flatMap(({ name, operand }): CallCase<'choose'>[] => {
  const whole = full(OPERAND_LENGTH)
  return [
    { name: `by a mask, ${name}`, arguments: () => chosen(OPERAND_LENGTH, operand, whole, whole, seeded(71)) },
    { name: `a, ${name}`, arguments: () => chosen(OPERAND_LENGTH, whole, operand, whole, seeded(72)) },
    { name: `b, ${name}`, arguments: () => chosen(OPERAND_LENGTH, whole, whole, operand, seeded(73)) },
  ]
})

const aliases = (['mask', 'a', 'b'] as const).map((operand): CallCase<'choose'> => ({
  name: `into ${operand}`,
  alias: ['out', operand],
  arguments: () => chosen(129, full(129), full(129), full(129), seeded(74)),
}))

export const choose: KernelSuite = kernelSuite({
  kernel: 'choose',
  sample: () => chosen(40_000, { channels: 200, inner: 200 }, full(40_000), scalar(40_000), seeded(1)),
  empty: [() => elementwise(blank(0), blank(0), blank(0))],
  checks: [
    ...forms,
    ...aliases,
    {
      name: 'nothing of what was not selected',
      law: 9,
      arguments: () => elementwise(floats(1, 0, 1, 0), floats(1, NaN, 3, Infinity), floats(NaN, 2, -Infinity, 4)),
    },
    {
      name: 'by masks of any value but 0',
      arguments: () => elementwise(floats(0.5, -0, 1e-30, -3), floats(1, 2, 3, 4), floats(5, 6, 7, 8)),
    },
  ],
  fuzz: (draw) => {
    const [outer, middle, inner] = [draw.positiveSize(33), draw.positiveSize(17), draw.positiveSize(33)]
    const [mask, a, b] = [0, 1, 2].map(() => drawOperand(draw, outer, middle, inner))
    return chosen(outer * middle * inner, mask, a, b, draw)
  },
})
