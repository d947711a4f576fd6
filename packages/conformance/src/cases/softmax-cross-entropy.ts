import { blank, floats, ints } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { planted } from '../data/extremes.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { softmaxLine } from '../oracle/softmax.js'
import { kernelSuite } from './kernel-suite.js'
import type { KernelSuite } from './kernel-suite.js'

interface Problem {
  readonly logits: Float32Array
  readonly labels: Int32Array | null
  readonly targets: Float32Array | null
  readonly rows: number
  readonly columns: number
  readonly labelSmoothing: number
}

type TargetKind = 'labels' | 'labels, some left out' | 'distributions' | 'weights that do not sum to 1'

const TARGET_KINDS: readonly TargetKind[] = [
  'labels',
  'labels, some left out',
  'distributions',
  'weights that do not sum to 1',
]

function distributions(rows: number, columns: number, draw: Seeded): Float32Array {
  return Float32Array.from(
    Array.from({ length: rows }, () => softmaxLine(Array.from(draw.normal(columns))).probabilities).flat(),
  )
}

function problem(kind: TargetKind, rows: number, columns: number, smoothing: number, draw: Seeded): Problem {
  const lowest = kind === 'labels' ? 0 : -1
  return {
    logits: draw.normal(rows * columns, 0, 3),
    labels: kind.startsWith('labels') ? draw.integers(rows, lowest, columns - 1) : null,
    targets:
      kind === 'distributions'
        ? distributions(rows, columns, draw)
        : kind.startsWith('labels')
          ? null
          : draw.uniform(rows * columns, 0, 1),
    rows,
    columns,
    labelSmoothing: smoothing,
  }
}

function loss(given: Problem): HostArguments<'softmaxCrossEntropy'> {
  return { ...given, loss: blank(given.rows), probabilities: blank(given.rows * given.columns) }
}

function gradient({ logits, ...given }: Problem, draw: Seeded): HostArguments<'softmaxCrossEntropyGradient'> {
  const { rows, columns } = given
  const lines = Array.from({ length: rows }, (_, row) =>
    softmaxLine(Array.from(logits.subarray(row * columns, (row + 1) * columns))),
  )
  return {
    ...given,
    probabilities: Float32Array.from(lines.flatMap((line) => line.probabilities)),
    dloss: draw.normal(rows),
    dlogits: blank(rows * columns),
  }
}

const FORMS = TARGET_KINDS.flatMap((kind) =>
  [0, 0.1].map((smoothing) => ({ name: smoothing === 0 ? kind : `${kind}, smoothed`, kind, smoothing })),
)

const drawProblem = (draw: Seeded): Problem =>
  problem(draw.pick(TARGET_KINDS), draw.size(257), draw.positiveSize(65), draw.pick([0, 0.1, 0.3]), draw)

const labelled = (logits: Float32Array, labels: Int32Array): Problem => ({
  logits,
  labels,
  targets: null,
  rows: labels.length,
  columns: logits.length / labels.length,
  labelSmoothing: 0,
})

export const softmaxCrossEntropy: KernelSuite = kernelSuite({
  kernel: 'softmaxCrossEntropy',
  sample: () => loss(problem('labels', 1031, 10, 0, seeded(1))),
  empty: [
    () => loss(problem('labels', 0, 10, 0, seeded(2))),
    () => loss(problem('distributions', 0, 10, 0.1, seeded(2))),
  ],
  checks: [
    ...FORMS.map(({ name, kind, smoothing }) => ({
      name,
      arguments: () => loss(problem(kind, 13, 7, smoothing, seeded(221))),
    })),
    {
      name: 'confident and wrong, with large logits',
      arguments: () => loss(labelled(floats(1e4, 0, -1e4, -1e4, 0, 1e4, 300, 0, 0), ints(2, 2, 1))),
    },
    { name: 'all rows left out', arguments: () => loss(labelled(seeded(222).normal(12), ints(-1, -1, -100))) },
    { name: 'one column', arguments: () => loss(labelled(seeded(223).normal(3), ints(0, 0, 0))) },
    {
      name: 'NaN in its own row',
      law: 9,
      arguments: () => loss(labelled(planted(seeded(224).normal(12), { 5: NaN }), ints(0, 1, 2))),
    },
  ],
  fuzz: (draw) => loss(drawProblem(draw)),
})

export const softmaxCrossEntropyGradient: KernelSuite = kernelSuite({
  kernel: 'softmaxCrossEntropyGradient',
  sample: () => gradient(problem('labels', 1031, 10, 0, seeded(1)), seeded(2)),
  empty: [() => gradient(problem('labels', 0, 10, 0, seeded(2)), seeded(3))],
  checks: [
    ...FORMS.map(({ name, kind, smoothing }) => ({
      name,
      arguments: () => gradient(problem(kind, 13, 7, smoothing, seeded(225)), seeded(226)),
    })),
    {
      name: 'rows left out have no gradient',
      arguments: () => gradient(labelled(seeded(227).normal(12), ints(-1, 2, -7)), seeded(228)),
    },
    {
      name: 'NaN in its own row',
      law: 9,
      arguments: () => {
        const args = gradient(problem('labels', 4, 3, 0, seeded(229)), seeded(230))
        return { ...args, dloss: planted(args.dloss as Float32Array, { 1: NaN }) }
      },
    },
  ],
  fuzz: (draw) => gradient(drawProblem(draw), draw),
})
