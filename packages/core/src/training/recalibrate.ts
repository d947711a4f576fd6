import { disposeBatch, type BatchSource } from '../data/index.js'
import { keep, runInScope, type Device } from '../device/index.js'
import { OptionError } from '../errors.js'
import { CallContext, commitStatistics, mergeStatistics, type RunningStatistics } from '../layers/index.js'
import type { BatchStatistics } from '../ops/index.js'
import { ones, type Tensor } from '../tensor/index.js'
import { Breather } from './event-loop.js'
import { openSource, requirePositive, type DataInput } from './inputs.js'
import type { Model } from './model.js'

/** How running statistics are estimated anew. */
export type RecalibrationMethod = 'pooled' | 'average'

/** Options of {@link recalibrate}. */
export interface RecalibrateOptions {
  /**
   * `pooled` (default): the mean and variance of all samples together, merged without loss (precise batch norm, Wu and
   * Johnson 2021). `average`: the plain average of the means and variances of the batches, as PyTorch's `update_bn`.
   */
  readonly method?: RecalibrationMethod
  /** Default 128. With `average` the result depends on it. */
  readonly batchSize?: number
}

/**
 * Estimates the running statistics of all batch-norm layers anew from data, with the weights as they are: after weights
 * were averaged, quantized or loaded, or when the running average saw too few steps. Each batch passes the network
 * normalized by its own statistics, without dropout. Layers in mode `frozen` or `eval` stay. Nothing changes before all
 * data was seen.
 *
 * @throws OptionError when the method is unknown, or no layer keeps running statistics that could be estimated
 */
export async function recalibrate(model: Model, data: DataInput, options: RecalibrateOptions = {}): Promise<void> {
  const { method = 'pooled', batchSize = 128 } = options
  requirePositive('batchSize', batchSize)
  if (method !== 'pooled' && method !== 'average') {
    throw new OptionError({
      what: `recalibrate: there is no method '${String(method)}'.`,
      remedy: "Use 'pooled' or 'average'.",
    })
  }
  const { device } = model
  const target = (inputShape: readonly number[]): { dtype: 'float32'; labels: null } => {
    model.ensureBuilt(inputShape)
    return { dtype: 'float32', labels: null }
  }
  const source = await openSource({ device, x: data, target, batchSize, shuffle: false, seed: 0 })
  const collected = new Map<RunningStatistics, BatchStatistics[]>()
  try {
    model.place(device)
    await collect(model, source, method, collected)
    if (collected.size === 0) {
      throw new OptionError({
        what: 'recalibrate: no layer of the model proposes statistics.',
        remedy: "Give a model with batch normalization that is not in mode 'frozen' or 'eval'.",
      })
    }
    runInScope(device, () => {
      const factor = ones(device, [1])
      for (const [running, statistics] of collected) replace(device, running, statistics, factor)
    })
  } finally {
    for (const statistics of collected.values()) statistics.forEach(disposeStatistics)
    source.dispose()
  }
}

/**
 * Gives batch-norm layers the statistics of another domain, and leaves all weights alone (AdaBN, Li et al. 2016): what to
 * do when a network meets data whose mean and scale differ from those it was trained on. Needs no labels.
 */
export function adapt(
  model: Model,
  targetData: DataInput,
  options: { readonly batchSize?: number } = {},
): Promise<void> {
  return recalibrate(model, targetData, { ...options, method: 'pooled' })
}

/** What each layer saw: one entry that grows (`pooled`), or one a batch (`average`). */
async function collect(
  model: Model,
  source: BatchSource,
  method: RecalibrationMethod,
  collected: Map<RunningStatistics, BatchStatistics[]>,
): Promise<void> {
  const { device } = model
  const breather = new Breather()
  for await (const batch of source.batches(0)) {
    runInScope(device, () => {
      const context = new CallContext({ training: true, stochastic: false })
      model.call(batch.x, context)
      for (const { target, statistics } of context.proposals) {
        const seen = collected.get(target) ?? []
        const grown =
          method === 'pooled' && seen.length > 0 ? mergeStatistics(device, [seen[0], statistics]) : statistics
        keepStatistics(grown)
        if (method === 'pooled') {
          seen.forEach(disposeStatistics)
          collected.set(target, [grown])
        } else collected.set(target, [...seen, grown])
      }
    })
    disposeBatch(batch)
    await breather.breathe()
  }
}

/** The running statistics become those collected; one entry replaces them, several are averaged. */
function replace(
  device: Device,
  running: RunningStatistics,
  statistics: readonly BatchStatistics[],
  factor: Tensor,
): void {
  // From zeros the first commit, of weight 1, gives the statistics themselves, without the rounding of a difference.
  for (const { value } of [running.mean, running.variance, running.updates]) {
    device.kernels.fill({ out: value.buffer, value: 0 })
  }
  const cumulative = { ...running, rules: { ...running.rules, weight: null } }
  for (const seen of statistics) commitStatistics(device, cumulative, [seen], factor.buffer)
}

function keepStatistics(statistics: BatchStatistics): void {
  for (const tensor of Object.values(statistics) as Tensor[]) keep(tensor)
}

function disposeStatistics(statistics: BatchStatistics): void {
  for (const tensor of Object.values(statistics) as Tensor[]) tensor.dispose()
}
