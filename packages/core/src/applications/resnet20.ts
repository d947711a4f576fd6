import {
  activation,
  batchNormalization,
  conv2d,
  dense,
  globalAveragePooling2d,
  residual,
  type Layer,
  type Residual,
} from '../layers/index.js'
import type { Shape } from '../tensor/index.js'
import { sequential, type Sequential } from '../training/index.js'

/** Options of {@link resnet20}. */
export interface Resnet20Options {
  /** [height, width, channels], for example [28, 28, 1] or [32, 32, 3]. Sides of 8 or more. */
  readonly inputShape: Shape
  /** Default 10. */
  readonly classes?: number
  /** Filters of the first stage; the next have twice and four times as many. Default 16. */
  readonly filters?: number
  /** Makes the normalization layer behind each convolution. Default: `batchNormalization()`. */
  readonly normalization?: () => Layer
}

const BLOCKS_PER_STAGE = 3

/**
 * The residual network of 20 layers for small images (He et al. 2016, section 4.2): a convolution, three stages of three
 * blocks of two convolutions with 16, 32 and 64 filters, the mean over each plane, and a dense layer; batch norm behind
 * every convolution. Stages halve the sides; their first block has a 1×1 convolution for shortcut (option B).
 */
export function resnet20(options: Resnet20Options): Sequential {
  const { inputShape, classes = 10, filters = 16, normalization = batchNormalization } = options
  const stages = [filters, 2 * filters, 4 * filters]
  const blocks = stages.flatMap((width, stage) =>
    Array.from({ length: BLOCKS_PER_STAGE }, (_, i) => block(width, stage > 0 && i === 0, normalization)),
  )
  return sequential(
    [
      ...normalized(filters, 3, 1, normalization),
      activation('relu'),
      ...blocks,
      globalAveragePooling2d(),
      dense(classes, { activation: 'softmax', kernelInitializer: 'heNormal' }),
    ],
    { inputShape },
  )
}

/** relu(two convolutions of x + x), or with a shortcut that halves the sides. */
function block(filters: number, halves: boolean, normalization: () => Layer): Residual {
  const strides = halves ? 2 : 1
  const main = [
    ...normalized(filters, 3, strides, normalization),
    activation('relu'),
    ...normalized(filters, 3, 1, normalization),
  ]
  const shortcut = halves ? normalized(filters, 1, strides, normalization) : []
  return residual(main, { shortcut, activation: 'relu' })
}

/** A convolution and its batch norm, whose β makes a bias superfluous. */
function normalized(filters: number, kernelSize: number, strides: number, normalization: () => Layer): Layer[] {
  const convolution = conv2d(filters, kernelSize, {
    strides,
    padding: 'same',
    useBias: false,
    kernelInitializer: 'heNormal',
  })
  return [convolution, normalization()]
}
