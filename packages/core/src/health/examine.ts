import { disposeBatch, type BatchSource } from '../data/index.js'
import { BatchNormalization, type Layer, type RunningStatistics } from '../layers/index.js'
import { Breather } from '../training/event-loop.js'
import type { Model } from '../training/index.js'
import { activationHealth, type ActivationHealth } from './activation-health.js'
import type { ChannelMoments } from './channel-moments.js'
import { layerHealth, type LayerHealth } from './layer-health.js'
import { probe, type ActivationSample, type OutputRange } from './probe.js'

/** All figures of a network. */
export interface Examination {
  /** Batch-norm layers with running statistics, in order of their use. */
  readonly layers: readonly LayerHealth[]
  readonly activations: readonly ActivationHealth[]
  readonly ranges: readonly OutputRange[]
}

/**
 * Passes batches of equal size through the model, until `maxSamples` were seen, and takes the figures. Changes nothing.
 */
export async function examine(model: Model, source: BatchSource, maxSamples: number): Promise<Examination> {
  const { loss } = model.requireCompiled()
  const statistics = new Map<RunningStatistics, ChannelMoments[]>()
  const activations = new Map<string, ActivationSample[]>()
  const ranges = new Map<string, OutputRange>()
  const breather = new Breather()
  let size = 0
  let samples = 0
  for await (const batch of source.batches(0)) {
    try {
      if (size === 0) size = batch.count
      // A last, smaller batch has noisier statistics, or, of one sample, none.
      if (batch.count < size) continue
      const seen = await probe(model, loss, batch)
      for (const [target, moments] of seen.statistics) append(statistics, target, moments)
      for (const sample of seen.activations) append(activations, sample.layer, sample)
      for (const range of seen.ranges) ranges.set(range.layer, widened(ranges.get(range.layer), range))
    } finally {
      disposeBatch(batch)
    }
    samples += batch.count
    if (samples >= maxSamples) break
    await breather.breathe()
  }
  return {
    layers: await Promise.all(
      normalizationLayers(model).flatMap((layer) =>
        layer.running === null ? [] : [layerHealth(layer, layer.running, statistics.get(layer.running) ?? [])],
      ),
    ),
    activations: [...activations.values()].map(activationHealth),
    ranges: [...ranges.values()],
  }
}

/** Batch-norm layers inside a layer, in order of their use; each once. */
function normalizationLayers(layer: Layer): BatchNormalization[] {
  const own = layer instanceof BatchNormalization ? [layer] : []
  return [...new Set([...own, ...layer.sublayers.flatMap(normalizationLayers)])]
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

/** NaN stays. */
function widened(known: OutputRange | undefined, range: OutputRange): OutputRange {
  if (known === undefined) return range
  return { ...range, low: Math.min(known.low, range.low), high: Math.max(known.high, range.high) }
}
