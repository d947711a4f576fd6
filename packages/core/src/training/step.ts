import { valueAndGradients, type GradientObserver } from '../autograd/index.js'
import type { Batch } from '../data/index.js'
import { runInScope, type Device } from '../device/index.js'
import {
  CallContext,
  commitStatistics,
  type Layer,
  type OutputObserver,
  type Parameter,
  type RunningStatistics,
} from '../layers/index.js'
import type { Loss } from '../losses/index.js'
import type { Metric } from '../metrics/index.js'
import { linear, mul, type BatchStatistics } from '../ops/index.js'
import { applyOptimizer, type Optimizer, type OptimizerState } from '../optimizers/index.js'
import type { Tensor } from '../tensor/index.js'
import type { CommitLedger } from './commit-ledger.js'
import {
  batchLoss,
  batchMetric,
  finish,
  predictFor,
  withPenalties,
  type Prediction,
  type Regularized,
} from './forward.js'
import { combine, type Combined } from './micro-batches.js'
import type { Totals } from './totals.js'

/** What a training step works on. */
export interface StepSubject {
  readonly device: Device
  readonly model: Layer
  readonly loss: Loss
  readonly metrics: readonly Metric[]
  readonly optimizer: Optimizer
  readonly state: OptimizerState
  readonly seed: number
  /** Parameters whose penalty is part of the loss. */
  readonly regularized: readonly Regularized[]
  /** 1 on the device: where differentiation begins. */
  readonly one: Tensor
  /** Whether no step after a dropped one may change anything. */
  readonly hold: boolean
}

/** What the layers saw of one batch. */
interface ProposedStatistics {
  readonly target: RunningStatistics
  readonly statistics: BatchStatistics
}

/** Everything that one forward and backward pass gives, before anything is changed. */
export interface Proposal {
  readonly loss: Tensor
  readonly gradients: readonly Tensor[]
  readonly statistics: readonly ProposedStatistics[]
  readonly prediction: Prediction
}

/** Looks into a pass, for finding what is not finite. */
export interface PassObservers {
  readonly output: OutputObserver
  readonly gradient: GradientObserver
}

/**
 * The first half of a step: loss, gradients and batch statistics. Changes nothing, so that it may run twice.
 *
 * @param place number of the step (attempted ones counted) and of the micro-batch in it: they choose the random numbers
 *   of dropout
 */
export function propose(
  subject: StepSubject,
  batch: Batch,
  place: { readonly step: number; readonly part: number },
  observers?: PassObservers,
): Proposal {
  const { device, model, loss, state, seed, regularized, one } = subject
  const context = new CallContext({ training: true, seed, ...place, observe: observers?.output ?? null })
  const { value, gradients, auxiliary } = valueAndGradients(
    state.parameters.map((parameter) => parameter.value),
    () => {
      const prediction = predictFor(loss, model, batch.x, context)
      const value = withPenalties(batchLoss(loss, batch, prediction), regularized)
      return { value, auxiliary: { prediction, statistics: context.proposals } }
    },
    { device, seed: one, observe: observers?.gradient },
  )
  return { loss: value, gradients, ...auxiliary }
}

/** The second half of a step: guards, then moves parameters and running statistics together, or none of them. */
function commit({ device, optimizer, state, hold }: StepSubject, proposal: Combined): void {
  applyOptimizer(optimizer, state, proposal.loss, proposal.gradients, hold)
  constrain(state.parameters, state.factor)
  for (const [target, statistics] of groupByTarget(proposal.statistics)) {
    commitStatistics(device, target, statistics, state.factor.buffer)
  }
}

/** One whole training step over the micro-batches given, enqueued: nothing is read. */
export function trainStep(
  subject: StepSubject,
  batches: readonly Batch[],
  step: number,
  totals: Totals,
  ledger: CommitLedger,
): void {
  runInScope(subject.device, () => {
    const proposals = batches.map((batch, part) => propose(subject, batch, { step, part }))
    commit(subject, combine(batches, proposals))
    batches.forEach((batch, i) => addToTotals(subject, totals, batch, proposals[i], subject.state.factor))
    ledger.note(proposals.flatMap(({ statistics }) => statistics.map(({ target }) => target)))
  })
}

/**
 * Adds the loss and the metrics of a batch to the totals: means over samples, or over the positions that count where the
 * output has a mask. Sample weights count in the loss alone, as in Keras.
 *
 * @param outcome the mean loss of the batch, and what the model put out
 */
export function addToTotals(
  { loss, metrics }: Pick<StepSubject, 'loss' | 'metrics'>,
  totals: Totals,
  batch: Batch,
  outcome: { readonly loss: Tensor; readonly prediction: Prediction },
  factor: Tensor | null,
): void {
  const { mask } = outcome.prediction
  const sums = [mask === null ? linear(outcome.loss, batch.count) : mul(outcome.loss, mask.count)]
  if (metrics.length > 0) {
    const output = finish(loss, outcome.prediction)
    for (const metric of metrics) sums.push(batchMetric(metric, batch.y as Tensor, output, mask))
  }
  totals.add(sums, mask === null ? batch.count : mask.count, factor)
}

/** Projects constrained parameters; a dropped step (factor 0) leaves them as they were, bit for bit. */
function constrain(parameters: readonly Parameter[], factor: Tensor): void {
  for (const { constraint, value } of parameters) {
    if (constraint === null) continue
    const projected = constraint.project(value)
    const operand = { channels: value.size, inner: 1 }
    value.device.kernels.choose({
      mask: factor.buffer,
      a: projected.buffer,
      b: value.buffer,
      out: value.buffer,
      length: value.size,
      operandMask: { channels: 1, inner: Math.max(1, value.size) },
      operandA: operand,
      operandB: operand,
    })
  }
}

/** What each layer saw, all its calls together. */
function groupByTarget(proposals: readonly ProposedStatistics[]): Map<RunningStatistics, BatchStatistics[]> {
  const groups = new Map<RunningStatistics, BatchStatistics[]>()
  for (const { target, statistics } of proposals) {
    const group = groups.get(target)
    if (group === undefined) groups.set(target, [statistics])
    else group.push(statistics)
  }
  return groups
}
