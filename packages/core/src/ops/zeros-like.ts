import { zeros, type Tensor } from '../tensor/index.js'

/** Zeros in the shape and dtype of x. */
export function zerosLike(x: Tensor): Tensor {
  return zeros(x.device, x.shape, x.dtype)
}
