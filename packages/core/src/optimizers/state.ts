import { slotCount } from '../backend/index.js'
import { keep, type Device } from '../device/index.js'
import type { Parameter } from '../layers/index.js'
import { clip, div, maximum, mul, sqrt, square, sum } from '../ops/index.js'
import { ones, zeros, type Tensor } from '../tensor/index.js'
import type { Optimizer } from './optimizer.js'

/** What an optimizer remembers of the steps so far; on the device, so that a dropped step can leave it as it was. */
export class OptimizerState {
  readonly device: Device
  readonly parameters: readonly Parameter[]
  /** For each parameter, the tensors that its rule keeps. */
  readonly slots: readonly (readonly Tensor[])[]
  /** 1 − βᵗ of committed steps. */
  readonly progress: Tensor
  /** The learning rate of the current step. */
  readonly rate: Tensor
  /** 0 for a dropped step, else the factor of the gradients. */
  readonly factor: Tensor
  /** Norm of all gradients of the last step. */
  readonly norm: Tensor
  #writtenRate: number | null = null

  constructor(device: Device, optimizer: Optimizer, parameters: readonly Parameter[]) {
    this.device = device
    this.parameters = parameters
    const slots = slotCount(optimizer.rule)
    this.slots = parameters.map(({ shape }) => Array.from({ length: slots }, () => keep(zeros(device, shape))))
    this.progress = keep(zeros(device, [2]))
    this.rate = keep(zeros(device, [1]))
    this.factor = keep(ones(device, [1]))
    this.norm = keep(zeros(device, [1]))
  }

  /** Writes the learning rate when it has changed. */
  setRate(rate: number): void {
    if (rate === this.#writtenRate) return
    this.device.write(this.rate.buffer, new Float32Array([rate]))
    this.#writtenRate = rate
  }

  /** Tensors that move with the model, in a fixed order. */
  get tensors(): readonly Tensor[] {
    return [...this.slots.flat(), this.progress]
  }

  dispose(): void {
    for (const tensor of [...this.tensors, this.rate, this.factor, this.norm]) tensor.dispose()
  }
}

/**
 * Guards and applies one step: `state.factor` becomes 0 when the loss or a gradient is not finite (or was already 0 in
 * `alive`), and then nothing changes.
 *
 * @param alive a tensor of one element that is 0 when the step must not count, or null
 */
export function applyOptimizer(
  optimizer: Optimizer,
  state: OptimizerState,
  loss: Tensor,
  gradients: readonly Tensor[],
  alive: Tensor | null,
): void {
  const { kernels } = state.device
  const clipped = gradients.map((gradient) => clipGradient(optimizer, gradient))
  const buffers = clipped.map((gradient) => gradient.buffer)
  kernels.guard({
    gradients: buffers,
    loss: loss.buffer,
    factor: state.factor.buffer,
    norm: state.norm.buffer,
    maxNorm: optimizer.globalClipNorm,
  })
  if (alive !== null) holdAfterDrop(state, alive)
  kernels.optimize({
    parameters: state.parameters.map((parameter) => parameter.value.buffer),
    gradients: buffers,
    slots: state.slots.map((slots) => slots.map((slot) => slot.buffer)),
    progress: state.progress.buffer,
    rate: state.rate.buffer,
    factor: state.factor.buffer,
    rule: optimizer.rule,
    decays: state.parameters.map((parameter) => (optimizer.decayParameter(parameter) ? optimizer.weightDecay : 0)),
  })
}

/** factor ← alive · factor (both are finite), and alive ← 0 once a factor was 0. */
function holdAfterDrop(state: OptimizerState, alive: Tensor): void {
  const operand = { channels: 1, inner: 1 }
  const pair = { length: 1, operandA: operand, operandB: operand, alpha: 1, beta: 1 }
  const factor = state.factor.buffer
  state.device.kernels.zip({ ...pair, a: factor, b: alive.buffer, out: factor, op: 'mul' })
  state.device.kernels.map({ x: factor, out: alive.buffer, op: 'sign', alpha: 1, beta: 0 })
}

function clipGradient({ clipValue, clipNorm }: Optimizer, gradient: Tensor): Tensor {
  const limited = clipValue === null ? gradient : clip(gradient, -clipValue, clipValue)
  if (clipNorm === null) return limited
  const norm = sqrt(sum(square(limited)))
  return mul(limited, div(clipNorm, maximum(norm, clipNorm)))
}
