import type { Device } from '../device/index.js'
import type { OptimizerState } from '../optimizers/index.js'
import type { HostTensor } from '../tensor/index.js'
import type { Model } from './model.js'
import { readTensors, readWeights, requireSame, writeWeights, type Weights } from './weights.js'

/**
 * A model in the middle of training, on the host: what `Model.restore` needs to go on, in another process too. Not in it:
 * what `compile` was told, and a learning rate that a callback has set.
 */
export interface Checkpoint {
  /** Parameters and running statistics by path ('dense/kernel'). */
  readonly weights: Weights
  /** What the optimizer remembers, by path and name ('dense/kernel/m'), and 'progress', its 1 − βᵗ. */
  readonly optimizer: Readonly<Record<string, HostTensor>>
  /** Attempted steps so far: they choose the learning rate of a schedule and the random numbers of dropout. */
  readonly step: number
}

/** See `Model.checkpoint`. */
export async function readCheckpoint(model: Model): Promise<Checkpoint> {
  const { state, step } = model.trainer
  const [weights, optimizer] = await Promise.all([readWeights(model), readOptimizer(state)])
  return { weights, optimizer, step }
}

/** See `Model.restore`. */
export function writeCheckpoint(model: Model, { weights, optimizer, step }: Checkpoint): void {
  const { trainer } = model
  requireSame('The optimizer state', trainer.state.tensors, optimizer)
  writeWeights(model, model.device, weights)
  writeOptimizer(trainer.state, model.device, optimizer)
  trainer.step = step
}

/** What the optimizer remembers, on the host. */
export function readOptimizer(state: OptimizerState): Promise<Readonly<Record<string, HostTensor>>> {
  return readTensors([...state.tensors].map(([name, tensor]) => [name, tensor]))
}

/** Takes what {@link readOptimizer} gave, of the same names. */
export function writeOptimizer(
  state: OptimizerState,
  device: Device,
  remembered: Readonly<Record<string, HostTensor>>,
): void {
  for (const [name, { buffer }] of state.tensors) device.write(buffer, Float32Array.from(remembered[name].data))
}
