import { StateError } from '../errors.js'
import {
  RunningNormalization,
  isComposite,
  isFoldable,
  type Foldable,
  type Layer,
  type LayerWeights,
} from '../layers/index.js'
import { channelAffine, foldBefore, foldBehind, type ChannelAffine } from '../layers/normalization/fold-weights.js'
import { fillNormal } from '../random/index.js'
import { sizeOf, type HostData, type Shape, type Tensor } from '../tensor/index.js'
import type { Sequential } from './sequential.js'
import { readWeights, type Weights } from './weights.js'

/** Options of {@link fold}. */
export interface FoldOptions {
  /** Samples to compare the two models on. Default: 32 samples of standard normal numbers. */
  readonly probe?: Tensor | HostData
}

/** A batch-norm layer that stayed, and why. */
export interface NotFolded {
  readonly layer: string
  readonly reason: string
}

/** What {@link fold} gives back. */
export interface FoldResult {
  /**
   * The network without the normalization layers that were folded, on the same device. It shares layers that could not be
   * copied (normalization that stayed, layers of one's own) with the old one: dispose only one of the two.
   */
  readonly model: Sequential
  /** Paths of the layers that were folded. */
  readonly folded: readonly string[]
  readonly notFolded: readonly NotFolded[]
  /** Largest difference between the outputs of the two models on the probe. */
  readonly maxDeviation: number
}

/**
 * Takes batch norm into the weights of the linear layer before it (where no activation stands between), or behind it:
 * the same function at test time, with fewer passes (Jacob et al. 2018, section 3.2). Proves itself on a probe.
 *
 * @throws StateError when a batch-norm layer is in mode 'train': its statistics are not constants
 */
export async function fold(model: Sequential, { probe }: FoldOptions = {}): Promise<FoldResult> {
  const { device } = model
  refuseTrainMode(model)
  const folding = new Folding(await readWeights(model))
  const copy = model.rebuild((layers) => folding.chain(layers))
  copy.place(device)
  const samples = probe ?? normalSamples(model.inputShape ?? [])
  const [before, after] = [await model.predict(samples), await copy.predict(samples)]
  const [want, got] = await Promise.all([before.read(), after.read()])
  before.dispose()
  after.dispose()
  const maxDeviation = Array.from(want).reduce((worst, value, i) => Math.max(worst, Math.abs(value - got[i])), 0)
  return { model: copy, folded: folding.folded, notFolded: folding.notFolded, maxDeviation }
}

function refuseTrainMode(layer: Layer): void {
  if (layer instanceof RunningNormalization && layer.mode === 'train') {
    throw new StateError({
      what: `${layer.path} is in mode 'train': it normalizes by the statistics of each batch, which cannot be folded.`,
      remedy: "Set its mode to null or 'eval'.",
    })
  }
  layer.sublayers.forEach(refuseTrainMode)
}

function normalSamples(inputShape: Shape): HostData {
  const shape = [32, ...inputShape]
  const data = new Float32Array(sizeOf(shape))
  fillNormal(data, { seed: 1, stream: 0, offset: 0 })
  return { data, shape }
}

/** Rewrites chains of layers, and keeps account. */
class Folding {
  readonly folded: string[] = []
  readonly notFolded: NotFolded[] = []
  readonly #weights: Weights

  constructor(weights: Weights) {
    this.#weights = weights
  }

  /** The chain with its normalization folded where that can be done. Layers that can be copied are. */
  chain(layers: readonly Layer[]): readonly Layer[] {
    const changed = new Map<Layer, LayerWeights>()
    const take = (into: Foldable, change: (weights: LayerWeights) => LayerWeights): void => {
      changed.set(into, change(changed.get(into) ?? this.#own(into)))
    }
    const stays = (layer: Layer, i: number): boolean => {
      if (!(layer instanceof RunningNormalization)) return true
      const [previous, next] = [layers[i - 1], layers[i + 1]]
      const obstacles = [obstacleBehind(layers, previous, layer), obstacleBefore(layers, layer, next)]
      if (!obstacles.includes(null)) {
        this.notFolded.push({ layer: layer.path, reason: obstacles.join('; ') })
        return true
      }
      this.folded.push(layer.path)
      const affine = this.#affine(layer)
      if (obstacles[0] === null) take(previous as Foldable, (weights) => foldBehind(weights, affine))
      else {
        const into = next as Foldable
        take(into, (weights) => foldBefore(weights, affine, into.kernel.shape[into.kernel.shape.length - 1]))
      }
      return false
    }
    return layers.filter(stays).map((layer) => this.#copy(layer, changed.get(layer)))
  }

  #copy(layer: Layer, weights: LayerWeights | undefined): Layer {
    if (isComposite(layer)) return layer.rebuild((layers) => this.chain(layers))
    return isFoldable(layer) ? layer.copyWith(weights ?? this.#own(layer)) : layer
  }

  #own({ kernel, bias }: Foldable): LayerWeights {
    return { kernel: this.#values(kernel.path), bias: bias === null ? null : this.#values(bias.path) }
  }

  #affine({ running, gamma, beta, rules }: RunningNormalization): ChannelAffine {
    return channelAffine({
      mean: this.#values(running?.mean.path ?? ''),
      variance: this.#values(running?.variance.path ?? ''),
      gamma: gamma && this.#values(gamma.path),
      beta: beta && this.#values(beta.path),
      epsilon: rules.epsilon,
    })
  }

  #values(path: string): Float32Array {
    return Float32Array.from(this.#weights[path].data)
  }
}

/** Why a normalization cannot be taken into the layer before it, or null. */
function obstacleBehind(
  chain: readonly Layer[],
  previous: Layer | undefined,
  { running, axis }: RunningNormalization,
): string | null {
  if (running === null) return 'it keeps no running statistics'
  if (previous === undefined) return 'no layer stands before it'
  if (!isFoldable(previous)) return `the layer before it, '${previous.path}', is not linear`
  if (previous.activated) return `the layer before it, '${previous.path}', ends with an activation`
  const rank = previous.outputShape(previous.inputShape ?? []).length + 1
  if (!sameAxis(axis, previous, rank)) return `its axis is not that of the outputs of '${previous.path}'`
  return sharedIn(chain, previous)
}

/** Why a normalization cannot be taken into the layer behind it, or null. */
function obstacleBefore(
  chain: readonly Layer[],
  { running, axis, inputShape }: RunningNormalization,
  next: Layer | undefined,
): string | null {
  if (running === null) return 'so it cannot be folded behind either'
  if (next === undefined) return 'no layer stands behind it'
  if (!isFoldable(next)) return `the layer behind it, '${next.path}', is not linear`
  if (!sameAxis(axis, next, (inputShape ?? []).length + 1))
    return `its axis is not that of the inputs of '${next.path}'`
  return next.inputShiftObstacle ?? sharedIn(chain, next)
}

function sameAxis(axis: number, layer: Foldable, rank: number): boolean {
  return (axis < 0 ? axis + rank : axis) === layer.channelAxis(rank)
}

function sharedIn(chain: readonly Layer[], layer: Layer): string | null {
  return chain.filter((other) => other === layer).length > 1 ? `'${layer.path}' is used more than once` : null
}
