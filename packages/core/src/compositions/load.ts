import type { OptionalKernels } from '../backend/index.js'
import type { Composition } from './composition.js'

/** Compositions of some optional kernels. */
export type LoadedCompositions = { readonly [K in keyof OptionalKernels]?: Composition<K> }

/**
 * Each composition in a module that is loaded when a backend lacks its kernel: a page with a complete backend does not
 * download what it never calls.
 */
const LOADERS: { readonly [K in keyof OptionalKernels]: () => Promise<Composition<K>> } = {
  optimize: async () => (await import('./optimize/optimize.js')).optimize,
  guard: async () => (await import('./guard.js')).guard,
  normForward: async () => (await import('./norm-forward.js')).normForward,
  normBackward: async () => (await import('./norm-backward.js')).normBackward,
  softmaxCrossEntropy: async () => (await import('./softmax-cross-entropy.js')).softmaxCrossEntropy,
  softmaxCrossEntropyGradient: async () =>
    (await import('./softmax-cross-entropy-gradient.js')).softmaxCrossEntropyGradient,
  dense: async () => (await import('./dense.js')).dense,
  activate: async () => (await import('./activate.js')).activate,
  activateGradient: async () => (await import('./activate-gradient.js')).activateGradient,
  softmax: async () => (await import('./softmax.js')).softmax,
  commitStatistics: async () => (await import('./commit-statistics.js')).commitStatistics,
  dropout: async () => (await import('./dropout.js')).dropout,
  random: async () => (await import('./random.js')).random,
  scatterRows: async () => (await import('./scatter-rows.js')).scatterRows,
  convolve: async () => (await import('./convolution/convolve.js')).convolve,
  convolveInputGradient: async () => (await import('./convolution/convolve-input-gradient.js')).convolveInputGradient,
  convolveWeightGradient: async () =>
    (await import('./convolution/convolve-weight-gradient.js')).convolveWeightGradient,
}

/** Loads the compositions of the kernels named. */
export async function loadCompositions(kernels: readonly (keyof OptionalKernels)[]): Promise<LoadedCompositions> {
  const entries = kernels.map(async (kernel) => [kernel, await LOADERS[kernel]()] as const)
  return Object.fromEntries(await Promise.all(entries))
}
