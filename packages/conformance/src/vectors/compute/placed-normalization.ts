import {
  CallContext,
  commitStatistics,
  initializers,
  ones,
  valueAndGradients,
  type Device,
  type HostTensor,
  type RunningNormalization,
  type Shape,
  type Tensor,
  type Variable,
} from '@evenkeel/core'

/** Initial values by variable; null for what the layer begins with itself. */
export interface NormalizationValues {
  readonly gamma: HostTensor | null
  readonly beta: HostTensor | null
  readonly mean: HostTensor | null
  readonly variance: HostTensor | null
}

/** Output of a pass, and gradients where an upstream gradient was given. */
export interface NormalizationPass {
  readonly y: Tensor
  readonly dx: Tensor | null
  readonly dgamma: Tensor | null
  readonly dbeta: Tensor | null
}

/** A normalization layer by itself on a device, driven as a training step drives it. */
export class PlacedNormalization {
  readonly #layer: RunningNormalization
  readonly #device: Device

  /** @param inputShape shape of one sample */
  constructor(device: Device, inputShape: Shape, layer: RunningNormalization, values: NormalizationValues) {
    this.#device = device
    this.#layer = layer
    this.#layer.ensureBuilt(inputShape)
    const { gamma, beta, running } = this.#layer
    place(device, gamma, values.gamma)
    place(device, beta, values.beta)
    if (running === null) return
    place(device, running.mean, values.mean)
    place(device, running.variance, values.variance)
    place(device, running.updates, null)
  }

  /** Mean, variance and number of updates, or null when none are kept. */
  get running(): { readonly mean: Tensor; readonly variance: Tensor; readonly updates: Tensor } | null {
    const running = this.#layer.running
    if (running === null) return null
    return { mean: running.mean.value, variance: running.variance.value, updates: running.updates.value }
  }

  /** A forward and backward pass; in training the running statistics then follow the batch. */
  pass(x: Tensor, dy: Tensor | null, training: boolean): NormalizationPass {
    const context = new CallContext({ training })
    const { gamma, beta } = this.#layer
    const parameters = [gamma, beta].filter((parameter) => parameter !== null)
    if (dy === null) {
      const y = this.#layer.call(x, context)
      this.#commit(context.proposals)
      return { y, dx: null, dgamma: null, dbeta: null }
    }
    const { value, gradients, auxiliary } = valueAndGradients(
      [x, ...parameters.map((parameter) => parameter.value)],
      () => ({
        value: this.#layer.call(x, context),
        auxiliary: context.proposals.map((proposal) => ({ ...proposal })),
      }),
      { seed: dy },
    )
    this.#commit(auxiliary)
    const [dx, first = null, second = null] = gradients
    return { y: value, dx, dgamma: gamma === null ? null : first, dbeta: gamma === null ? first : second }
  }

  dispose(): void {
    for (const variable of this.#layer.ownVariables) variable.dispose()
  }

  #commit(proposals: CallContext['proposals']): void {
    const kept = ones(this.#device, [1])
    for (const { target, statistics } of proposals) {
      commitStatistics(this.#device, target, [statistics], kept.buffer)
    }
    kept.dispose()
  }
}

function place(device: Device, variable: Variable | null, values: HostTensor | null): void {
  if (values !== null) variable?.assign(device, values)
  else variable?.initialize(device, initializers.initializerRandom(0, 0))
}
