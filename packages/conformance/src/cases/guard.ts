import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

function guarded(
  gradients: readonly Float32Array[],
  maxNorm: number | null,
  loss: number = 0.7,
): HostArguments<'guard'> {
  return { gradients, loss: floats(loss), factor: blank(1), norm: blank(1), maxNorm }
}

const some = (): readonly Float32Array[] => [40, 1, 7].map((length) => seeded(291).normal(length))

const bad = [NaN, Infinity, -Infinity].flatMap((value): CallCase<'guard'>[] => [
  { name: `loss ${value}: factor 0`, law: 9, arguments: () => guarded(some(), 1, value) },
  {
    name: `a gradient of ${value}: factor 0`,
    law: 9,
    arguments: () => guarded([some()[0], planted(some()[2], { 6: value })], null),
  },
])

export const guard: KernelSuite = kernelSuite({
  kernel: 'guard',
  sample: () => guarded([seeded(1).normal(30_011), seeded(2).normal(101)], 1),
  empty: [() => guarded([], null), () => guarded([blank(0), blank(0)], 1)],
  checks: [
    ...bad,
    { name: 'no limit', arguments: () => guarded(some(), null) },
    { name: 'below the limit', arguments: () => guarded(some(), 100) },
    { name: 'above the limit', arguments: () => guarded(some(), 0.5) },
    { name: 'zero gradients', arguments: () => guarded([blank(9)], 1) },
    { name: 'one element', arguments: () => guarded([floats(-3)], 1) },
    {
      name: 'NaN among many, past the first tile',
      law: 9,
      arguments: () => guarded([planted(seeded(292).normal(20_001), { 20_000: NaN })], 1),
    },
    { name: 'squares that overflow', arguments: () => guarded([floats(3e25, -4e25), floats(0)], 1) },
    { name: 'squares that overflow, no limit', arguments: () => guarded([floats(0), floats(2e38, -2e38)], null) },
    { name: 'small gradients are not clipped', arguments: () => guarded([floats(3e-6, 4e-6)], 1) },
    {
      name: 'many gradients',
      arguments: () =>
        guarded(
          Array.from({ length: 40 }, (_, i) => seeded(i).normal(i)),
          2,
        ),
    },
  ],
  fuzz: (draw) =>
    guarded(
      Array.from({ length: draw.integer(0, 6) }, () => draw.normal(draw.size(4099), 0, draw.pick([1e-3, 1, 1e10]))),
      draw.pick([null, 0.1, 1, 10]),
      draw.normal(1)[0],
    ),
})
