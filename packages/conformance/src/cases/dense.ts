import type { FusibleActivation } from '@evenkeel/core/backend'
import { blank } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { FUSIBLE } from './fusible.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

interface Form {
  readonly bias?: boolean
  readonly activation?: FusibleActivation | null
}

function layer(
  [rows, inputs, units]: readonly [rows: number, inputs: number, units: number],
  draw: Seeded,
  { bias = true, activation = null }: Form = {},
): HostArguments<'dense'> {
  return {
    x: draw.normal(rows * inputs),
    weight: draw.normal(inputs * units, 0, 1 / Math.sqrt(Math.max(inputs, 1))),
    bias: bias ? draw.normal(units) : null,
    y: blank(rows * units),
    rows,
    inputs,
    units,
    activation,
    alpha: 0.3,
  }
}

export const dense: KernelSuite = kernelSuite({
  kernel: 'dense',
  sample: () => layer([67, 129, 45], seeded(1), { activation: 'relu' }),
  empty: [() => layer([0, 3, 4], seeded(2)), () => layer([3, 4, 0], seeded(2))],
  checks: [
    ...FUSIBLE.flatMap((activation): CallCase<'dense'>[] => [
      {
        name: `with ${activation ?? 'no activation'}`,
        arguments: () => layer([9, 17, 5], seeded(191), { activation }),
      },
      {
        name: `without bias, with ${activation ?? 'no activation'}`,
        arguments: () => layer([4, 8, 12], seeded(192), { activation, bias: false }),
      },
    ]),
    { name: 'one row', arguments: () => layer([1, 33, 10], seeded(193)) },
    { name: 'one unit', arguments: () => layer([13, 7, 1], seeded(194)) },
    { name: 'no inputs: the bias alone', arguments: () => layer([3, 0, 4], seeded(195)) },
    {
      name: 'NaN in its own row, through relu too',
      law: 9,
      arguments: () => {
        const args = layer([4, 6, 5], seeded(196), { activation: 'relu' })
        return { ...args, x: planted(args.x as Float32Array, { 8: NaN }) }
      },
    },
  ],
  fuzz: (draw) =>
    layer([draw.size(65), draw.size(131), draw.size(65)], draw, {
      bias: draw.coin(),
      activation: draw.pick(FUSIBLE),
    }),
  timed: [
    {
      name: '128 × 784 to 64 with relu',
      arguments: () => layer([128, 784, 64], seeded(3), { activation: 'relu' }),
      work: 2 * 128 * 784 * 64,
      unit: 'GFLOP/s',
    },
  ],
})
