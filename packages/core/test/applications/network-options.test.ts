import { describe, expect, test } from 'vitest'
import {
  applications,
  Dropout,
  groupNormalization,
  GroupNormalization,
  regularizers,
  type Layer,
} from '../../src/index.js'

const { articleNetwork, sigmoidNetwork, smallConvolutionalNetwork } = applications
type Options = applications.NetworkOptions

const NETWORKS: readonly (readonly [string, (options: Options) => { readonly sublayers: readonly Layer[] }, number])[] =
  [
    ['articleNetwork', articleNetwork, 1],
    ['sigmoidNetwork', sigmoidNetwork, 3],
    ['smallConvolutionalNetwork', smallConvolutionalNetwork, 2],
  ]

describe.each(NETWORKS)('%s', (_, network, hidden) => {
  test('takes another normalization for each of its places', () => {
    const { sublayers } = network({ normalization: () => groupNormalization({ groups: 4 }) })
    expect(sublayers.filter((layer) => layer instanceof GroupNormalization)).toHaveLength(hidden)
  })

  test('takes no normalization where none is wanted', () => {
    const { sublayers } = network({ batchNorm: false, normalization: () => groupNormalization({ groups: 4 }) })
    expect(sublayers.filter((layer) => layer instanceof GroupNormalization)).toHaveLength(0)
  })

  test('drops behind each hidden activation, and by default nowhere', () => {
    const dropouts = (options: Options): Layer[] =>
      network(options).sublayers.filter((layer) => layer instanceof Dropout)
    expect(dropouts({ dropout: 0.2 })).toHaveLength(hidden)
    expect(dropouts({})).toHaveLength(0)
  })

  test('penalizes all kernels and nothing else', () => {
    const { sublayers } = network({ kernelRegularizer: regularizers.l2(0.1) })
    const parameters = sublayers.flatMap((layer) => layer.parameters)
    const penalized = parameters.filter(({ regularizer }) => regularizer !== null)
    expect(penalized.map(({ kind }) => kind)).toEqual(Array(hidden + 1).fill('weight'))
  })
})
