import { slotNames, type Buffer } from '../backend/index.js'
import { keep, type Device } from '../device/index.js'
import type { Parameter } from '../layers/index.js'
import { clip, div, maximum, mul, sqrt, square, sum } from '../ops/index.js'
import { ones, Tensor, zeros } from '../tensor/index.js'
import type { Optimizer } from './optimizer.js'

/** One entry a parameter, see the kernel `optimize`. */
interface OptimizerLists {
  readonly parameters: readonly Buffer[]
  readonly slots: readonly (readonly Buffer[])[]
  readonly decays: readonly number[]
}

/** What an optimizer remembers of the steps so far; on the device, so that a dropped step can leave it as it was. */
export class OptimizerState {
  readonly device: Device
  readonly parameters: readonly Parameter[]
  /** For each parameter, the tensors that its rule keeps. */
  readonly slots: readonly (readonly Tensor[])[]
  /** 1 − βᵗ of committed steps. */
  readonly progress: Tensor
  /** What moves with the model, by name: 'dense/kernel/velocity', and 'progress'. */
  readonly tensors: ReadonlyMap<string, Tensor>
  /** The learning rate of the current step. */
  readonly rate: Tensor
  /** 0 for a dropped step, else the factor of the gradients. */
  readonly factor: Tensor
  /** Norm of all gradients of the last step. */
  readonly norm: Tensor
  /** The lists that the kernel `optimize` is given in every step. */
  readonly lists: OptimizerLists
  #writtenRate: number | null = null

  constructor(device: Device, optimizer: Optimizer, parameters: readonly Parameter[]) {
    this.device = device
    this.parameters = parameters
    const names = slotNames(optimizer.rule)
    this.slots = parameters.map(({ shape }) => names.map(() => keep(zeros(device, shape))))
    this.progress = keep(zeros(device, [2]))
    const named = parameters.flatMap(({ path }, i) =>
      names.map((name, slot): [string, Tensor] => [`${path}/${name}`, this.slots[i][slot]]),
    )
    this.tensors = new Map([...named, ['progress', this.progress]])
    this.rate = keep(zeros(device, [1]))
    this.factor = keep(ones(device, [1]))
    this.norm = keep(zeros(device, [1]))
    this.lists = {
      parameters: parameters.map((parameter) => parameter.value.buffer),
      slots: this.slots.map((tensors) => tensors.map((tensor) => tensor.buffer)),
      decays: parameters.map((parameter) => (optimizer.decayParameter(parameter) ? optimizer.weightDecay : 0)),
    }
  }

  /** Lets steps count again after one that was held; see {@link applyOptimizer}. */
  forgetDrop(): void {
    this.device.kernels.fill({ out: this.factor.buffer, value: 1 })
  }

  /** Writes the learning rate when it has changed. */
  setRate(rate: number): void {
    if (rate === this.#writtenRate) return
    this.device.write(this.rate.buffer, new Float32Array([rate]))
    this.#writtenRate = rate
  }

  dispose(): void {
    for (const tensor of [...this.tensors.values(), this.rate, this.factor, this.norm]) tensor.dispose()
  }
}

/**
 * Guards and applies one step: `state.factor` becomes 0 when the loss or a gradient is not finite, and then nothing
 * changes.
 *
 * @param hold whether a factor of 0 stays 0, so that after a dropped step no later one changes anything
 */
export function applyOptimizer(
  optimizer: Optimizer,
  state: OptimizerState,
  loss: Tensor,
  gradients: readonly Tensor[],
  hold: boolean,
): void {
  const { device, factor, lists } = state
  const buffers = gradients.map((gradient) => clipGradient(optimizer, gradient).buffer)
  const guarded = hold ? Tensor.empty(device, [1]) : factor
  device.kernels.guard({
    gradients: buffers,
    loss: loss.buffer,
    factor: guarded.buffer,
    norm: state.norm.buffer,
    maxNorm: optimizer.globalClipNorm,
  })
  if (hold) holdDrop(guarded, factor)
  device.kernels.optimize({
    parameters: lists.parameters,
    gradients: buffers,
    slots: lists.slots,
    progress: state.progress.buffer,
    rate: state.rate.buffer,
    factor: factor.buffer,
    rule: optimizer.rule,
    decays: lists.decays,
  })
}

/** factor ← next, but 0 stays 0. */
function holdDrop(next: Tensor, factor: Tensor): void {
  const operand = { channels: 1, inner: 1 }
  factor.device.kernels.choose({
    mask: factor.buffer,
    a: next.buffer,
    b: factor.buffer,
    out: factor.buffer,
    length: 1,
    operandMask: operand,
    operandA: operand,
    operandB: operand,
  })
}

function clipGradient({ clipValue, clipNorm }: Optimizer, gradient: Tensor): Tensor {
  const limited = clipValue === null ? gradient : clip(gradient, -clipValue, clipValue)
  if (clipNorm === null) return limited
  const norm = sqrt(sum(square(limited)))
  return mul(limited, div(clipNorm, maximum(norm, clipNorm)))
}
