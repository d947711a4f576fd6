import { disposeBatch, type BatchSource } from '../data/index.js'
import { runInScope } from '../device/index.js'
import { CallContext } from '../layers/index.js'
import type { HostData, Tensor } from '../tensor/index.js'
import { resolveMetrics, type Compiled } from './compiled.js'
import { Breather } from './event-loop.js'
import { batchLoss, predictFor, regularizedOf, withPenalties } from './forward.js'
import { openSource, requirePositive, type DataInput } from './inputs.js'
import type { Model } from './model.js'
import { addToTotals } from './step.js'
import { requireTarget, targetOf } from './target.js'
import { Totals, type Logs } from './totals.js'

/** Options of `evaluate`. */
export interface EvaluateOptions {
  /** Default 128. Does not change the result. */
  readonly batchSize?: number
  /** Weight of each sample's loss. */
  readonly sampleWeight?: Tensor | HostData | null
}

/** See `Model.evaluate`. */
export async function evaluate(
  model: Model,
  x: DataInput,
  y: Tensor | HostData | null,
  { batchSize = 128, sampleWeight = null }: EvaluateOptions,
): Promise<Logs> {
  const compiled = model.requireCompiled()
  const { device } = model
  requirePositive('batchSize', batchSize)
  const target = targetOf(model, compiled.loss)
  const source = await openSource({ device, x, y, sampleWeight, target, batchSize, shuffle: false, seed: 0 })
  try {
    model.place(device, compiled.seed)
    return await evaluateSource(model, compiled, source)
  } finally {
    source.dispose()
  }
}

/** Loss and metrics over a source of batches. */
export async function evaluateSource(model: Model, compiled: Compiled, source: BatchSource): Promise<Logs> {
  const { device } = model
  const { loss } = compiled
  const metrics = resolveMetrics(compiled, model.outputShape(source.inputShape))
  const regularized = regularizedOf(model)
  const totals = new Totals(device, ['loss', ...metrics.map(({ name }) => name)])
  const breather = new Breather()
  try {
    for await (const batch of source.batches(0)) {
      try {
        requireTarget(batch.y)
        runInScope(device, () => {
          const prediction = predictFor(loss, model, batch.x, new CallContext({ training: false }))
          const value = withPenalties(batchLoss(loss, batch, prediction), regularized)
          addToTotals({ loss, metrics }, totals, batch, { loss: value, prediction }, null)
        })
      } finally {
        disposeBatch(batch)
      }
      await breather.breathe()
    }
    return await totals.read()
  } finally {
    totals.dispose()
  }
}
