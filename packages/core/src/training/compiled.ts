import type { Device } from '../device/index.js'
import { OptionError } from '../errors.js'
import { resolveLoss, type Loss, type LossLike } from '../losses/index.js'
import { resolveMetric, type Metric, type MetricLike } from '../metrics/index.js'
import { resolveOptimizer, type Optimizer, type OptimizerLike } from '../optimizers/index.js'
import type { Shape } from '../tensor/index.js'

/** What `compile` is told. */
export interface CompileOptions {
  readonly device: Device
  /** An optimizer or its name. Default 'adam'. */
  readonly optimizer?: OptimizerLike
  /** A loss, its name, or a function (target, prediction) → loss of each sample. */
  readonly loss: LossLike
  /** Metrics, their names, or functions. Default: none. */
  readonly metrics?: readonly MetricLike[]
  /** Fixes initial weights, dropout and the order of batches. An integer from 0 to 2³² − 1. Default 0. */
  readonly seed?: number
}

/** What a compiled model trains with. */
export interface Compiled {
  readonly optimizer: Optimizer
  readonly loss: Loss
  readonly metrics: readonly MetricLike[]
  readonly seed: number
}

/** @throws OptionError when a name is unknown or the seed is not an unsigned 32-bit integer */
export function resolveCompileOptions({ optimizer, loss, metrics, seed = 0 }: CompileOptions): Compiled {
  requireSeed(seed)
  return {
    optimizer: resolveOptimizer(optimizer ?? 'adam'),
    loss: resolveLoss(loss),
    metrics: metrics ?? [],
    seed,
  }
}

/** Metrics can be told apart only when it is known what the model puts out: 'accuracy' is three different things. */
export function resolveMetrics({ metrics, loss }: Compiled, outputShape: Shape): Metric[] {
  return metrics.map((metric) => resolveMetric(metric, loss, outputShape))
}

/** @throws OptionError */
export function requireSeed(seed: number): void {
  if (Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff) return
  throw new OptionError({ what: `The seed is ${String(seed)}.`, remedy: 'Give an integer from 0 to 4294967295.' })
}
