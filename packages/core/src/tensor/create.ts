import type { DType } from '../backend/index.js'
import type { Device } from '../device/index.js'
import { toHostArray, toHostTensor, type HostData } from './host-data.js'
import { sizeOf, type Shape } from './shape.js'
import { Tensor } from './tensor.js'

/** Options of {@link tensor}. */
export interface TensorOptions {
  /** Default: the shape of the data (a typed array has rank 1). */
  readonly shape?: Shape
  /** Default 'float32'. */
  readonly dtype?: DType
}

/**
 * Copies data from the host to a device.
 *
 * ```ts
 * tensor(device, [[1, 2], [3, 4]])
 * tensor(device, labels, { dtype: 'int32' })
 * tensor(device, pixels, { shape: [60000, 784] })
 * ```
 *
 * @throws ShapeError when nested arrays are ragged or the shape has another number of elements
 */
export function tensor(device: Device, data: HostData, options: TensorOptions = {}): Tensor {
  const host = toHostTensor('tensor', data)
  const shaped = options.shape === undefined ? host : toHostTensor('tensor', { data: host.data, shape: options.shape })
  const dtype = options.dtype ?? 'float32'
  const result = Tensor.empty(device, shaped.shape, dtype)
  device.write(result.buffer, toHostArray(shaped.data, dtype))
  return result
}

/** A tensor of one repeated value. Default dtype 'float32'. */
export function full(device: Device, shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
  const result = Tensor.empty(device, shape, dtype)
  device.kernels.fill({ out: result.buffer, value })
  return result
}

export function zeros(device: Device, shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(device, shape, 0, dtype)
}

export function ones(device: Device, shape: Shape, dtype: DType = 'float32'): Tensor {
  return full(device, shape, 1, dtype)
}

/** Options of {@link randomUniform} and {@link randomNormal}: which part of the generator's sequence to take. */
export interface RandomOptions {
  /** Default 0. An integer from 0 to 2³² − 1. */
  readonly seed?: number
  /** Independent sequences of one seed. Default 0. */
  readonly stream?: number
  /** Successive draws of one stream. Default 0. */
  readonly offset?: number
}

/** Uniform numbers in [0, 1), the same on every device (Philox-4x32-10). */
export function randomUniform(device: Device, shape: Shape, options: RandomOptions = {}): Tensor {
  return random(device, shape, 'uniform', options)
}

/** Standard normal numbers (Philox-4x32-10, Box and Muller). */
export function randomNormal(device: Device, shape: Shape, options: RandomOptions = {}): Tensor {
  return random(device, shape, 'normal', options)
}

function random(
  device: Device,
  shape: Shape,
  distribution: 'uniform' | 'normal',
  { seed = 0, stream = 0, offset = 0 }: RandomOptions,
): Tensor {
  const result = Tensor.empty(device, shape)
  if (sizeOf(shape) > 0) device.kernels.random({ out: result.buffer, distribution, seed, stream, offset })
  return result
}
