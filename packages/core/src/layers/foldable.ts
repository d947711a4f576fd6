import type { Shape } from '../tensor/index.js'
import type { Layer } from './layer.js'
import type { Parameter } from './parameter.js'

/** Weights on the host, for a copy of a layer. */
export interface LayerWeights {
  readonly kernel: Float32Array
  readonly bias: Float32Array | null
}

/**
 * A layer that is linear in its input up to an activation, so that a normalization by constants beside it can be taken into
 * its weights. The kernel is [..., inputs, outputs].
 */
export interface Foldable extends Layer {
  readonly kernel: Parameter
  readonly bias: Parameter | null
  /** Whether an activation stands between the sum and the output: then nothing behind the layer can be folded into it. */
  readonly activated: boolean
  /** Why a shift of the input cannot be folded into the bias, or null when it can. */
  readonly inputShiftObstacle: string | null
  /** The axis of the outputs in an output of this rank, and of the inputs in an input, the batch axis counted. */
  channelAxis(rank: number): number
  /** The same layer with other weights, to be built anew. */
  copyWith(weights: LayerWeights): Layer
}

/** Whether weights can be folded into a layer: not where its kernel is computed from what learns. */
export function isFoldable(layer: Layer): layer is Foldable {
  const parametrized = 'kernelParametrization' in layer && layer.kernelParametrization !== null
  return 'copyWith' in layer && 'inputShiftObstacle' in layer && !parametrized
}

/** A layer of layers that can be put together again from changed chains. */
export interface Composite extends Layer {
  rebuild(change: (layers: readonly Layer[]) => readonly Layer[]): Layer
}

export function isComposite(layer: Layer): layer is Composite {
  return 'rebuild' in layer
}

/** An initializer that gives these values. */
export function fromValues(values: Float32Array): { readonly name: string; generate(shape: Shape): Float32Array } {
  return { name: 'values', generate: () => values }
}
