import type { Window } from '@evenkeel/core/backend'
import { biasAndActivation } from './dense.js'
import type { Oracle } from './reference.js'
import { inputIndex, tapsOf } from './windows.js'

interface Convolution {
  readonly window: Window
  readonly groups: number
  readonly filters: number
}

/** The three indices of one product of a convolution. */
interface Product {
  readonly x: number
  readonly weight: number
  readonly y: number
}

/** Visits every product x·weight that adds to an element of y, padding left out. */
function eachProduct({ window, groups, filters }: Convolution, visit: (product: Product) => void): void {
  const channelsOfGroup = window.channels / groups
  const filtersOfGroup = filters / groups
  for (const tap of tapsOf(window))
    for (let filter = 0; filter < filters && tap.position >= 0; filter++)
      for (let c = 0; c < channelsOfGroup; c++)
        visit({
          x: inputIndex(window, tap, Math.floor(filter / filtersOfGroup) * channelsOfGroup + c),
          weight: (tap.kernel * channelsOfGroup + c) * filters + filter,
          y: tap.output * filters + filter,
        })
}

/** Sums left·right over every product into one of its three places. */
function sumInto(
  length: number,
  convolution: Convolution,
  term: (product: Product) => number,
  place: (product: Product) => number,
): { values: Float64Array; scale: Float64Array } {
  const values = new Float64Array(length)
  const scale = new Float64Array(length)
  eachProduct(convolution, (product) => {
    values[place(product)] += term(product)
    scale[place(product)] += Math.abs(term(product))
  })
  return { values, scale }
}

export const convolve: Oracle<'convolve'> = ({ x, weight, bias, y, activation, alpha, ...convolution }) => {
  const term = (at: Product): number => x[at.x] * weight[at.weight]
  const products = sumInto(y.length, convolution, term, (at) => at.y)
  return biasAndActivation(products, bias, convolution.filters, activation, alpha)
}

export const convolveInputGradient: Oracle<'convolveInputGradient'> = ({ dy, weight, dx, ...convolution }) => {
  const term = (at: Product): number => dy[at.y] * weight[at.weight]
  return { dx: sumInto(dx.length, convolution, term, (at) => at.x) }
}

export const convolveWeightGradient: Oracle<'convolveWeightGradient'> = ({ x, dy, dweight, ...convolution }) => {
  const term = (at: Product): number => x[at.x] * dy[at.y]
  return { dweight: sumInto(dweight.length, convolution, term, (at) => at.weight) }
}
