import type { MapOp } from '../backend/index.js'
import { record } from '../autograd/index.js'
import type { Tensor } from '../tensor/index.js'
import { chosen, mapped, zipped } from './elementwise.js'
import { zerosLike } from './zeros-like.js'

/** A unary operation whose gradient is dy · slope(x, y). */
function unary(operation: MapOp, x: Tensor, slope: (y: Tensor) => Tensor): Tensor {
  const y = mapped(operation, operation, x)
  return record(operation, [x], y, (dy) => [zipped(operation, 'mul', dy, slope(y))])
}

/** alpha · x + beta. */
export function linear(x: Tensor, alpha: number, beta = 0): Tensor {
  return record('linear', [x], mapped('linear', 'linear', x, alpha, beta), (dy) => [
    mapped('linear', 'linear', dy, alpha),
  ])
}

/** −x. */
export function neg(x: Tensor): Tensor {
  return linear(x, -1)
}

/** |x|; the gradient at 0 is 0. */
export function abs(x: Tensor): Tensor {
  return unary('abs', x, () => mapped('abs', 'sign', x))
}

/** −1, 0 or 1; has no gradient. */
export function sign(x: Tensor): Tensor {
  return record('sign', [x], mapped('sign', 'sign', x), (dy) => [zerosLike(dy)])
}

/** x². */
export function square(x: Tensor): Tensor {
  return unary('square', x, () => mapped('square', 'linear', x, 2))
}

/** √x; NaN for negative x. */
export function sqrt(x: Tensor): Tensor {
  return unary('sqrt', x, () => mapped('sqrt', 'linear', mapped('sqrt', 'rsqrt', x), 0.5))
}

/** 1/√x. */
export function rsqrt(x: Tensor): Tensor {
  return unary('rsqrt', x, (y) => mapped('rsqrt', 'linear', zipped('rsqrt', 'div', y, x), -0.5))
}

/** eˣ. */
export function exp(x: Tensor): Tensor {
  return unary('exp', x, (y) => y)
}

/** eˣ − 1, exact near 0. */
export function expm1(x: Tensor): Tensor {
  return unary('expm1', x, (y) => mapped('expm1', 'linear', y, 1, 1))
}

/** Natural logarithm. */
export function log(x: Tensor): Tensor {
  return record('log', [x], mapped('log', 'log', x), (dy) => [zipped('log', 'div', dy, x)])
}

/** log(1 + x), exact near 0. */
export function log1p(x: Tensor): Tensor {
  return record('log1p', [x], mapped('log1p', 'log1p', x), (dy) => [
    zipped('log1p', 'div', dy, mapped('log1p', 'linear', x, 1, 1)),
  ])
}

/** The error function 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf(x: Tensor): Tensor {
  return unary('erf', x, () => {
    const gaussian = mapped('erf', 'exp', mapped('erf', 'square', x), -1)
    return mapped('erf', 'linear', gaussian, 2 / Math.sqrt(Math.PI))
  })
}

/** x limited to [min, max]; the gradient is 0 outside and 1 inside, the limits included. NaN stays. */
export function clip(x: Tensor, min: number, max: number): Tensor {
  const y = mapped('clip', 'clamp', x, min, max)
  return record('clip', [x], y, (dy) => {
    const inside = zipped('clip', 'equal', x, y)
    return [chosen('clip', inside, dy, zerosLike(dy))]
  })
}

/** 1 where x is finite, else 0; has no gradient. */
export function isFinite(x: Tensor): Tensor {
  return mapped('isFinite', 'isFinite', x)
}
