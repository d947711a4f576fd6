import type { Oracle } from './reference.js'
import { eachElement } from './view.js'

export const affine: Oracle<'affine'> = ({ x, center, scale, shift, view }) => {
  const values = new Float64Array(x.length)
  const magnitude = new Float64Array(x.length)
  eachElement(view, ({ index, entry }) => {
    const product = (x[index] - center[entry]) * scale[entry]
    values[index] = product + shift[entry]
    magnitude[index] = Math.abs(product) + Math.abs(shift[entry])
  })
  return { y: { values, scale: magnitude } }
}

export const gradMoments: Oracle<'gradMoments'> = ({ dy, x, center, scale, shift, sum, view }) => {
  const sums = new Float64Array(sum.length)
  const sumScale = new Float64Array(sum.length)
  const products = new Float64Array(sum.length)
  const productScale = new Float64Array(sum.length)
  eachElement(view, ({ index, entry }) => {
    const product = (x[index] - center[entry]) * scale[entry]
    sums[entry] += dy[index]
    sumScale[entry] += Math.abs(dy[index])
    products[entry] += dy[index] * (product + shift[entry])
    productScale[entry] += Math.abs(dy[index]) * (Math.abs(product) + Math.abs(shift[entry]))
  })
  return { sum: { values: sums, scale: sumScale }, product: { values: products, scale: productScale } }
}

export const biaffine: Oracle<'biaffine'> = ({ dy, x, weights, center, a, b, d, view }) => {
  const values = new Float64Array(x.length)
  const magnitude = new Float64Array(x.length)
  eachElement(view, ({ index, entry, weight }) => {
    const w = weights === null ? 1 : weights[weight]
    const slope = b[entry] * (x[index] - center[entry])
    const correction = w === 0 ? 0 : w * (slope + d[entry])
    const parts = w === 0 ? 0 : Math.abs(w) * (Math.abs(slope) + Math.abs(d[entry]))
    values[index] = a[entry] * (dy[index] + correction)
    magnitude[index] = Math.abs(a[entry]) * (Math.abs(dy[index]) + parts)
  })
  return { dx: { values, scale: magnitude } }
}
