import { blank, blankInt } from '../call/host.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

export const fill: KernelSuite = kernelSuite({
  kernel: 'fill',
  sample: () => ({ out: blank(40_001), value: 0.1 }),
  empty: [() => ({ out: blank(0), value: 1 }), () => ({ out: blankInt(0), value: 1 })],
  checks: [
    ...[0, 1, -2.5, 1e30].map((value) => ({ name: `of ${value}`, arguments: () => ({ out: blank(33), value }) })),
    { name: 'of a value that float32 rounds', arguments: () => ({ out: blank(5), value: 0.1 }) },
    { name: 'of NaN', law: 9, arguments: () => ({ out: blank(5), value: NaN }) },
    { name: 'of −∞', law: 9, arguments: () => ({ out: blank(5), value: -Infinity }) },
    { name: 'of integers', arguments: () => ({ out: blankInt(17), value: -7 }) },
    { name: 'of one element', arguments: () => ({ out: blank(1), value: 3 }) },
  ],
  fuzz: (draw) => {
    const length = draw.size(16_381)
    return draw.coin()
      ? { out: blank(length), value: draw.between(-10, 10) }
      : { out: blankInt(length), value: draw.integer(-1000, 1000) }
  },
  timed: [{ name: '1,048,576', arguments: () => ({ out: blank(2 ** 20), value: 1 }), work: 4 * 2 ** 20, unit: 'GB/s' }],
})
