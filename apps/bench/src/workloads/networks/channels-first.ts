import type { ConvolutionSpec, DenseSpec, LayerSpec, Network } from './network.js'

/**
 * The same network for those who have the channels before height and width: `inputShape` is [channels, height, width],
 * kernels of convolutions are [filters, channels, size, size], and the rows of the dense layer behind `flatten` have the
 * order of the flattened planes. Networks without convolutions stay as they are.
 */
export function channelsFirst({ inputShape, layers }: Network): Network {
  let shape = inputShape
  let flattened: readonly number[] | null = null
  const changed = layers.map((layer): LayerSpec => {
    const before = shape
    shape = shapeBehind(layer, shape)
    if (layer.kind === 'convolution') return { ...layer, kernel: filtersFirst(layer) }
    if (layer.kind === 'dense' && flattened !== null) {
      const kernel = planesFirst(layer, flattened)
      flattened = null
      return { ...layer, kernel }
    }
    if (layer.kind === 'flatten') flattened = before
    return layer
  })
  const [height, width, channels] = inputShape
  return { inputShape: inputShape.length === 3 ? [channels, height, width] : inputShape, layers: changed }
}

/** Images [count, height, width, channels] as [count, channels, height, width]; samples of other ranks stay as they are. */
export function imagesChannelsFirst(images: Float32Array, inputShape: readonly number[]): Float32Array {
  if (inputShape.length !== 3) return images
  const [height, width, channels] = inputShape
  const count = images.length / (height * width * channels)
  return permute(images, [count, height, width, channels], [0, 3, 1, 2])
}

function shapeBehind(layer: LayerSpec, shape: readonly number[]): readonly number[] {
  switch (layer.kind) {
    case 'dense':
      return [layer.units]
    case 'convolution':
      return [shape[0], shape[1], layer.filters]
    case 'maxPool':
      return [Math.floor(shape[0] / 2), Math.floor(shape[1] / 2), shape[2]]
    case 'flatten':
      return [shape.reduce((size, extent) => size * extent)]
    default:
      return shape
  }
}

function filtersFirst({ kernel, size, channels, filters }: ConvolutionSpec): Float32Array {
  return permute(kernel, [size, size, channels, filters], [3, 2, 0, 1])
}

function planesFirst({ kernel, units }: DenseSpec, [height, width, channels]: readonly number[]): Float32Array {
  return permute(kernel, [height, width, channels, units], [2, 0, 1, 3])
}

/** Row-major values of four axes in another order of the axes, as `numpy.transpose`. */
export function permute(values: Float32Array, shape: readonly number[], axes: readonly number[]): Float32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((size, extent) => size * extent, 1))
  const [a, b, c, d] = axes.map((axis) => ({ extent: shape[axis], stride: strides[axis] }))
  const out = new Float32Array(values.length)
  let next = 0
  for (let i = 0; i < a.extent; i++) {
    for (let j = 0; j < b.extent; j++) {
      for (let k = 0; k < c.extent; k++) {
        const start = i * a.stride + j * b.stride + k * c.stride
        for (let l = 0; l < d.extent; l++) out[next++] = values[start + l * d.stride]
      }
    }
  }
  return out
}
