import type { Layer } from './layer.js'
import type { NormalizationMode } from './normalization/mode.js'

/** What {@link freeze} and {@link unfreeze} reach. */
export interface FreezeOptions {
  /** Parameters stop learning. Default true. */
  readonly parameters?: boolean
  /** Normalization layers use their running statistics and leave them alone. Default true. */
  readonly statistics?: boolean
  /** Which layers, tried on each layer that has none inside. Default: all. */
  readonly where?: (layer: Layer) => boolean
}

/** A layer whose statistics have a mode. */
interface WithMode extends Layer {
  mode: NormalizationMode | null
}

/** The layers inside a layer that have none inside themselves, in order of their use; each once. */
export function leavesOf(layer: Layer): Layer[] {
  const leaves = layer.sublayers.length === 0 ? [layer] : layer.sublayers.flatMap(leavesOf)
  return [...new Set(leaves)]
}

/**
 * Keeps layers as they are while others train: `freeze(model, { where: (layer) => layer.path.startsWith('backbone/') })`.
 * Statistics act at once; parameters from the next compile on. The two are apart: `{ parameters: false }` keeps running
 * statistics while γ and β go on learning.
 */
export function freeze(layer: Layer, options: FreezeOptions = {}): void {
  apply(layer, options, false, 'frozen')
}

/** Undoes {@link freeze}: parameters learn, and normalization follows the call again. */
export function unfreeze(layer: Layer, options: FreezeOptions = {}): void {
  apply(layer, options, true, null)
}

function apply(
  layer: Layer,
  { parameters = true, statistics = true, where = () => true }: FreezeOptions,
  trainable: boolean,
  mode: NormalizationMode | null,
): void {
  for (const leaf of leavesOf(layer).filter(where)) {
    if (parameters) leaf.trainable = trainable
    if (statistics && hasMode(leaf)) leaf.mode = mode
  }
}

function hasMode(layer: Layer): layer is WithMode {
  return 'mode' in layer
}
