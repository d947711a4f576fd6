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
import { mul, type BatchStatistics } from '../ops/index.js'
import { applyOptimizer, type Optimizer, type OptimizerState } from '../optimizers/index.js'
import { full, type Tensor } from '../tensor/index.js'
import { batchMean, batchSum, finish, predictFor, withPenalties, type Prediction } from './forward.js'
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
  const { model, loss, state, seed } = subject
  const context = new CallContext({ training: true, seed, ...place, observe: observers?.output ?? null })
  const { value, gradients, auxiliary } = valueAndGradients(
    state.parameters.map((parameter) => parameter.value),
    () => {
      const prediction = predictFor(loss, model, batch.x, context)
      const perSample = loss.perSample(batch.y as Tensor, prediction.raw, prediction.fromLogits)
      const statistics = context.proposals.map((proposal) => ({ ...proposal }))
      return {
        value: withPenalties(batchMean(perSample, batch.weight), model.parameters),
        auxiliary: { prediction, statistics },
      }
    },
    { device: subject.device, observe: observers?.gradient },
  )
  return { loss: value, gradients, ...auxiliary }
}

/**
 * The second half of a step: guards, then moves parameters and running statistics together, or none of them.
 *
 * @param alive see `applyOptimizer`
 */
export function commit(subject: StepSubject, proposal: Combined, alive: Tensor | null): void {
  const { device, optimizer, state } = subject
  applyOptimizer(optimizer, state, proposal.loss, proposal.gradients, alive)
  constrain(state.parameters, state.factor)
  for (const [target, statistics] of groupByTarget(proposal.statistics)) {
    commitStatistics(device, target, statistics, state.factor.buffer)
  }
}

/** One whole training step over the micro-batches given, enqueued: nothing is read. Gives the layers that proposed. */
export function trainStep(
  subject: StepSubject,
  batches: readonly Batch[],
  step: number,
  totals: Totals,
  alive: Tensor | null,
): RunningStatistics[] {
  return runInScope(subject.device, () => {
    const proposals = batches.map((batch, part) => propose(subject, batch, { step, part }))
    commit(subject, combine(batches, proposals), alive)
    batches.forEach((batch, i) => addToTotals(subject, totals, batch, proposals[i], subject.state.factor))
    return proposals.flatMap(({ statistics }) => statistics.map(({ target }) => target))
  })
}

/**
 * Adds the loss and the metrics of a batch to the totals. Sample weights count in the loss alone, as in Keras.
 *
 * @param outcome the mean loss of the batch, and what the model put out
 */
export function addToTotals(
  { device, loss, metrics }: Pick<StepSubject, 'device' | 'loss' | 'metrics'>,
  totals: Totals,
  batch: Batch,
  outcome: { readonly loss: Tensor; readonly prediction: Prediction },
  factor: Tensor | null,
): void {
  const count = full(device, [1], batch.count)
  const sums = [mul(outcome.loss, count)]
  if (metrics.length > 0) {
    const output = finish(loss, outcome.prediction)
    for (const metric of metrics) sums.push(batchSum(metric.perSample(batch.y as Tensor, output)))
  }
  totals.add(sums, count, factor)
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
    groups.set(target, [...(groups.get(target) ?? []), statistics])
  }
  return groups
}
