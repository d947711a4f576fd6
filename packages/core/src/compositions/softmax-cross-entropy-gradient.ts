import type { Buffer, KernelArguments } from '../backend/index.js'
import { map, zeros, zip } from '../norm/index.js'
import type { Workspace } from '../norm/index.js'
import { keepRows, zipColumn } from './broadcast.js'
import type { Composition } from './composition.js'
import { asFloat, oneHot } from './one-hot.js'

type Arguments = KernelArguments<'softmaxCrossEntropyGradient'>

/** dlogits = dloss · (p·Σt − t). A row whose label is negative is 0, whatever its probabilities are. */
export const softmaxCrossEntropyGradient: Composition<'softmaxCrossEntropyGradient'> = {
  kernel: 'softmaxCrossEntropyGradient',
  host: false,
  run(workspace, args) {
    if (args.labels !== null) fromLabels(workspace, args, args.labels)
    else fromTargets(workspace, args, args.targets as Buffer)
  },
}

/** Σt = 1 in the rows that count. */
function fromLabels(workspace: Workspace, args: Arguments, labels: Buffer): void {
  const { probabilities, dloss, dlogits, columns, labelSmoothing } = args
  const positions = asFloat(workspace, labels)
  const hot = oneHot(workspace, positions, columns)
  zip(workspace, 'blend', probabilities, hot, dlogits, { beta: labelSmoothing - 1 })
  if (labelSmoothing !== 0) map(workspace, 'linear', dlogits, dlogits, 1, -labelSmoothing / columns)
  zipColumn(workspace, 'mul', dlogits, dloss, dlogits)
  const counts = zip(workspace, 'lessEqual', zeros(workspace, 1), positions, positions)
  keepRows(workspace, counts, dlogits)
}

function fromTargets(workspace: Workspace, args: Arguments, targets: Buffer): void {
  const { probabilities, dloss, dlogits, columns, rows, labelSmoothing } = args
  const total = workspace.scratch(rows)
  workspace.kernels.reduce({ x: targets, out: total, op: 'sum', outer: rows, n: columns, inner: 1 })
  zipColumn(workspace, 'mul', probabilities, total, dlogits)
  zip(workspace, 'blend', dlogits, targets, dlogits, { beta: labelSmoothing - 1 })
  if (labelSmoothing !== 0) {
    zipColumn(workspace, 'blend', dlogits, total, dlogits, { beta: -labelSmoothing / columns })
  }
  zipColumn(workspace, 'mul', dlogits, dloss, dlogits)
}
