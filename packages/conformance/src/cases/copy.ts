import type { HostArray } from '@evenkeel/core/backend'
import { floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { EXTREMES } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

function part(
  source: HostArray,
  into: HostArray,
  sourceOffset: number,
  intoOffset: number,
  length: number,
): HostArguments<'copy'> {
  return { source, into, sourceOffset, intoOffset, length }
}

const draw = seeded(11)
const source = draw.normal(23)
const into = draw.normal(31)

export const copy: KernelSuite = kernelSuite({
  kernel: 'copy',
  sample: () => part(seeded(1).normal(30_000), seeded(2).normal(40_001), 1003, 7, 20_011),
  empty: [
    () => part(new Float32Array(0), new Float32Array(0), 0, 0, 0),
    () => part(source, into, 23, 31, 0),
    () => part(source, into, 4, 9, 0),
  ],
  checks: [
    {
      name: 'whole',
      arguments: () =>
        part(
          source,
          source.map(() => 9),
          0,
          0,
          23,
        ),
    },
    { name: 'to the front', arguments: () => part(source, into, 0, 0, 5) },
    { name: 'to the end', arguments: () => part(source, into, 18, 26, 5) },
    { name: 'to the middle, aligned', arguments: () => part(source, into, 8, 4, 8) },
    { name: 'to the middle, unaligned', arguments: () => part(source, into, 3, 6, 7) },
    { name: 'one element', arguments: () => part(source, into, 5, 30, 1) },
    { name: 'integers', arguments: () => part(draw.integers(9, -99, 99), draw.integers(7, -99, 99), 2, 1, 5) },
    {
      name: 'non-finite values, and zeros with their sign',
      law: 9,
      arguments: () => part(Float32Array.from(EXTREMES), into, 0, 3, EXTREMES.length),
    },
    {
      name: 'subnormal numbers',
      inapplicable: ({ subnormals }) => (subnormals ? null : 'subnormal numbers are flushed to zero'),
      arguments: () => part(floats(1e-38, -3e-39, 1.4e-45), into, 0, 11, 3),
    },
  ],
  fuzz: (fuzz) => {
    const [lengthFrom, lengthInto] = [fuzz.size(4099), fuzz.size(4099)]
    const length = fuzz.integer(0, Math.min(lengthFrom, lengthInto))
    const [sourceOffset, intoOffset] = [lengthFrom - length, lengthInto - length].map((room) => fuzz.integer(0, room))
    return part(fuzz.normal(lengthFrom), fuzz.normal(lengthInto), sourceOffset, intoOffset, length)
  },
  timed: [
    {
      name: '1,048,576',
      arguments: () => part(new Float32Array(2 ** 20), new Float32Array(2 ** 20), 0, 0, 2 ** 20),
      work: 8 * 2 ** 20,
      unit: 'GB/s',
    },
  ],
})
