import {
  adam,
  applications,
  batchNormalization,
  groupNormalization,
  regularizers,
  rmsprop,
  sgd,
  type Layer,
  type Optimizer,
  type Sequential,
} from '@evenkeel/core'
import { IMAGE_PIXELS, IMAGE_SIDE } from '../protocol/image.js'
import type { NetworkName, OptimizerName, RunSettings } from '../settings/settings.js'

interface Network {
  /** Shape in which an image enters. */
  readonly inputShape: readonly number[]
  /** Groups of group normalization: they divide the channels of each of its layers. */
  readonly groups: number
  readonly build: (options: applications.NetworkOptions & { readonly inputShape: readonly number[] }) => Sequential
}

const NETWORKS: Readonly<Record<NetworkName, Network>> = {
  article: { inputShape: [IMAGE_PIXELS], groups: 8, build: applications.articleNetwork },
  sigmoid: { inputShape: [IMAGE_PIXELS], groups: 10, build: applications.sigmoidNetwork },
  convolutional: {
    inputShape: [IMAGE_SIDE, IMAGE_SIDE, 1],
    groups: 8,
    build: applications.smallConvolutionalNetwork,
  },
}

const OPTIMIZERS: Readonly<Record<OptimizerName, (options: { readonly learningRate: number }) => Optimizer>> = {
  adam,
  sgd,
  rmsprop,
}

/** Shape in which an image enters a network. */
export function inputShapeOf(network: NetworkName): readonly number[] {
  return NETWORKS[network].inputShape
}

/** The network of the settings, on no device yet. */
export function buildNetwork(settings: RunSettings, classes: number): Sequential {
  const { inputShape, groups, build } = NETWORKS[settings.network]
  const { l1, l2, dropout } = settings
  return build({
    inputShape,
    classes,
    dropout,
    batchNorm: settings.normalization !== 'none',
    normalization: () => normalizationOf(settings, groups),
    kernelRegularizer: l1 === 0 && l2 === 0 ? null : regularizers.l1l2({ l1, l2 }),
  })
}

export function optimizerOf({ optimizer, learningRate }: RunSettings): Optimizer {
  return OPTIMIZERS[optimizer]({ learningRate })
}

function normalizationOf({ normalization, convention, momentum, epsilon }: RunSettings, groups: number): Layer {
  const ofEpsilon = epsilon === null ? {} : { epsilon }
  if (normalization === 'group') return groupNormalization({ groups, ...ofEpsilon })
  return batchNormalization({ convention, ...ofEpsilon, ...(momentum === null ? {} : { momentum }) })
}
