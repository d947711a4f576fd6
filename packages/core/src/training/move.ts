import type { Device } from '../device/index.js'
import type { Layer } from '../layers/index.js'
import { OptimizerState } from '../optimizers/index.js'
import { readOptimizer, writeOptimizer } from './checkpoint.js'
import type { Trainer } from './model.js'
import { readWeights, writeWeights } from './weights.js'

/**
 * Copies weights and optimizer state to another device and frees them on the old one. Everything is read before anything
 * is changed, so that a device that fails leaves the model where it was.
 */
export async function moveModel(model: Layer, device: Device, trainer: Trainer | null): Promise<OptimizerState | null> {
  const weights = await readWeights(model)
  const remembered = trainer === null ? {} : await readOptimizer(trainer.state)
  writeWeights(model, device, weights)
  if (trainer === null) return null
  const state = new OptimizerState(device, trainer.optimizer, trainer.state.parameters)
  writeOptimizer(state, device, remembered)
  trainer.state.dispose()
  return state
}
