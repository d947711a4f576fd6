import type { HostArray, View } from '@evenkeel/core/backend'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import { view } from '../data/views.js'
import { momentReferences, momentsOf } from '../oracle/moments.js'
import type { Oracle } from '../oracle/reference.js'
import type { CallCase } from './kernel-suite.js'

type Measured = (v: View, x: HostArray, weights?: HostArray | null) => HostArguments<'moments'>

/** The mean within 1e-6 standard deviations, m2 within 1e-5 of itself, and no allowance for a large mean. */
const strict: Oracle<'moments'> = ({ x, weights, view: v }) => {
  const statistics = momentsOf(x, weights, v)
  const references = momentReferences(statistics)
  const { count, mean, m2 } = statistics
  const deviations = m2.map((value, entry) => Math.sqrt(value / count[entry]))
  return { ...references, mean: { values: mean, scale: deviations }, m2: { values: m2 } }
}

const COLUMNS = view(1, 4096, 3, 1)
const PLANES = view(1, 16, 3, 256)
const LONG = view(1, 100_003, 1, 1)

/** The numerics bar of the contract, which every backend meets. */
function required(measured: Measured): CallCase<'moments'>[] {
  const offsets = [COLUMNS, PLANES, LONG].flatMap((v) =>
    [1e3, -1e3].map((ratio): CallCase<'moments'> => ({
      name: `mean/std ${ratio}, ${v.outer} × ${v.channels} × ${v.inner}`,
      oracle: strict,
      arguments: () => measured(v, seeded(141).normal(v.outer * v.channels * v.inner, ratio)),
    })),
  )
  return [
    ...offsets,
    {
      name: 'small numbers, mean/std 1e3',
      oracle: strict,
      arguments: () => measured(COLUMNS, seeded(142).normal(4096 * 3, 1e-3, 1e-6)),
    },
    {
      name: 'the first sample is an outlier',
      oracle: strict,
      arguments: () => measured(COLUMNS, planted(seeded(143).normal(4096 * 3), { 0: 1e4, 1: -1e3, 2: 1e4 })),
    },
    {
      name: 'the last sample is an outlier, mean/std 1e2',
      oracle: strict,
      arguments: () => measured(LONG, planted(seeded(144).normal(100_003, 100), { 100_002: 2e4 })),
    },
    {
      name: 'an outlier in the middle of large means',
      oracle: strict,
      arguments: () => measured(COLUMNS, planted(seeded(145).normal(4096 * 3, 500), { 6000: 1e5 })),
    },
    {
      name: 'weighted, mean/std 1e3',
      oracle: strict,
      arguments: () => measured(COLUMNS, seeded(146).normal(4096 * 3, 1e3), seeded(147).uniform(4096, 0.1, 2)),
    },
    {
      name: 'a drifting mean',
      oracle: strict,
      arguments: () =>
        measured(
          COLUMNS,
          seeded(148)
            .normal(4096 * 3)
            .map((value, i) => value + i / 30),
        ),
    },
    {
      name: 'constant channels',
      arguments: () =>
        measured(
          COLUMNS,
          Float32Array.from({ length: 4096 * 3 }, (_, i) => [0, 1000.1, -3.3e-5][i % 3]),
        ),
    },
    {
      name: 'two values a channel',
      oracle: strict,
      arguments: () => measured(view(1, 2, 3, 1), Float32Array.of(1000.5, -3, 1e-4, 1000.25, 4, 2e-4)),
    },
  ]
}

/** What float64 accumulators reach beyond that. */
function beyond(measured: Measured): CallCase<'moments'>[] {
  return [1e4, 1e5, 1e6].map((ratio) => ({
    name: `mean/std ${ratio}`,
    oracle: strict,
    inapplicable: ({ accumulation }) => (accumulation === 'float64' ? null : 'required of float64 accumulators only'),
    arguments: () => measured(COLUMNS, seeded(149).normal(4096 * 3, ratio)),
  }))
}

/** Cases of `moments` in which careless formulas lose their digits. */
export function accuracyChecks(measured: Measured): CallCase<'moments'>[] {
  return [...required(measured), ...beyond(measured)]
}
