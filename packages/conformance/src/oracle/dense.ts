import type { FusibleActivation, HostArray } from '@evenkeel/core/backend'
import { activationValue, steepness } from './activations.js'
import { matmul } from './matmul.js'
import type { Oracle, Reference, References } from './reference.js'

/** f(products + bias), where the bias runs along the last axis; shared by dense and convolve. */
export function biasAndActivation(
  products: Reference,
  bias: HostArray | null,
  units: number,
  activation: FusibleActivation | null,
  alpha: number,
): References {
  const steep = activation === null ? 1 : steepness(activation, alpha)
  const values: number[] = []
  const scale: number[] = []
  for (let i = 0; i < products.values.length; i++) {
    const offset = bias === null ? 0 : bias[i % units]
    const value = activationValue(activation, products.values[i] + offset, alpha)
    const magnitude = (products.scale?.[i] ?? 0) + Math.abs(offset)
    values.push(value)
    scale.push(Math.abs(value) + steep * magnitude)
  }
  return { y: { values, scale } }
}

export const dense: Oracle<'dense'> = ({ x, weight, bias, y, rows, inputs, units, activation, alpha }) => {
  const { out } = matmul({
    a: x,
    b: weight,
    out: y,
    batch: 1,
    m: rows,
    n: units,
    k: inputs,
    transposeA: false,
    transposeB: false,
  })
  return biasAndActivation(out, bias, units, activation, alpha)
}
