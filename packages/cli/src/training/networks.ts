import { applications, OptionError, type HostTensor, type Sequential, type Shape } from '@evenkeel/core'
import type { LabelledImages } from '@evenkeel/datasets'

/** What `--network` can name. */
export const NETWORK_NAMES = ['article', 'sigmoid', 'conv'] as const

export type NetworkName = (typeof NETWORK_NAMES)[number]

/** A network of `@evenkeel/core`, and how images enter it. */
interface Network {
  /** Shape of the sample that an image becomes. */
  readonly inputShape: (imageShape: Shape) => Shape
  readonly build: (options: applications.NetworkOptions & { readonly inputShape: Shape }) => Sequential
  /** Its layers up to the last, where `batchNorm` is how batch normalization is written, empty without it. */
  readonly layers: (batchNorm: readonly string[]) => readonly string[]
}

const NETWORKS: Readonly<Record<NetworkName, Network>> = {
  article: {
    inputShape: flat,
    build: applications.articleNetwork,
    layers: (batchNorm) => ['dense(64, relu)', ...batchNorm],
  },
  sigmoid: {
    inputShape: flat,
    build: applications.sigmoidNetwork,
    layers: (batchNorm) => [`3 × (${['dense(100)', ...batchNorm, 'sigmoid'].join(' → ')})`],
  },
  conv: {
    inputShape: planes,
    build: applications.smallConvolutionalNetwork,
    layers: (batchNorm) =>
      [32, 64].flatMap((filters) => [`conv2d(${filters}, 3 × 3)`, ...batchNorm, 'relu', 'max pooling(2 × 2)']),
  },
}

/** Which network, and how it is normalized. */
export interface NetworkChoice {
  readonly network: NetworkName
  readonly batchNorm: boolean
  /** Weight of the old running statistics. Default 0.99. */
  readonly momentum?: number
}

/**
 * The network for images like these, with weights yet to be drawn.
 *
 * @throws OptionError when the images are too small for it
 */
export function buildNetwork(choice: NetworkChoice, classes: number, { imageShape }: LabelledImages): Sequential {
  const { network, batchNorm, momentum } = choice
  const { inputShape, build } = NETWORKS[network]
  return build({ inputShape: inputShape(imageShape), classes, batchNorm, momentum })
}

/** Images as the network takes them: [N, values], or for `conv` [N, height, width, channels]. */
export function samplesOf(network: NetworkName, { images, count, imageShape }: LabelledImages): HostTensor {
  return { data: images, shape: [count, ...NETWORKS[network].inputShape(imageShape)] }
}

/** Its name and layers, `article: dense(64, relu) → batch normalization → dense(10, softmax)`. */
export function describeNetwork({ network, batchNorm, momentum }: NetworkChoice, classes: number): string {
  const normalization = momentum === undefined ? 'batch normalization' : `batch normalization (momentum ${momentum})`
  const layers = NETWORKS[network].layers(batchNorm ? [normalization] : [])
  return `${network}: ${[...layers, `dense(${classes}, softmax)`].join(' → ')}`
}

function flat(imageShape: Shape): Shape {
  return [imageShape.reduce((product, extent) => product * extent, 1)]
}

/** [height, width, channels], also of grey images, whose files have no axis of channels. */
function planes(imageShape: Shape): Shape {
  const [height, width, channels = 1] = imageShape
  if (height >= 4 && width >= 4) return [height, width, channels]
  throw new OptionError({
    what: `--network conv: images of ${imageShape.join(' × ')} are too small to be halved twice.`,
    remedy: 'Use --network article or sigmoid, or images with sides of 4 or more.',
  })
}
