import type { Buffer, RequiredKernels, View } from '@evenkeel/core/backend'
import { dataOf } from './buffer.js'

type NormalizationKernels = Pick<RequiredKernels, 'moments' | 'affine' | 'gradMoments' | 'biaffine'>

/** Visits each element with its statistic's entry and its weight, skipping weights of 0 where asked to. */
function eachElement(
  { groups, outer, channels, inner }: View,
  weights: Buffer | null,
  visit: (index: number, entry: number, weight: number) => void,
): void {
  for (let g = 0, index = 0; g < groups; g++)
    for (let o = 0; o < outer; o++)
      for (let c = 0; c < channels; c++)
        for (let i = 0; i < inner; i++)
          visit(index++, g * channels + c, weights === null ? 1 : dataOf(weights)[(g * outer + o) * inner + i])
}

export const normalizationKernels: NormalizationKernels = {
  moments: ({ x, weights, count, center, residual, m2, view }) => {
    const values = dataOf(x)
    const sum = (term: (index: number, entry: number) => number): Float64Array => {
      const sums = new Float64Array(count.length)
      eachElement(view, weights, (i, entry, w) => {
        if (w !== 0) sums[entry] += w * term(i, entry)
      })
      return sums
    }
    const counts = sum(() => 1)
    const means = sum((i) => values[i]).map((total, entry) => (counts[entry] === 0 ? 0 : total / counts[entry]))
    dataOf(count).set(counts)
    dataOf(center).set(means)
    dataOf(residual).set(means.map((mean) => mean - Math.fround(mean)))
    dataOf(m2).set(sum((i, entry) => (values[i] - means[entry]) ** 2))
  },

  affine: ({ x, center, scale, shift, y, view }) => {
    const [values, out, c, s, t] = [x, y, center, scale, shift].map(dataOf)
    eachElement(view, null, (i, entry) => {
      out[i] = (values[i] - c[entry]) * s[entry] + t[entry]
    })
  },

  gradMoments: ({ dy, x, center, scale, shift, sum, product, view }) => {
    const [gradients, values, c, s, t] = [dy, x, center, scale, shift].map(dataOf)
    const [sums, products] = [new Float64Array(sum.length), new Float64Array(sum.length)]
    eachElement(view, null, (i, entry) => {
      sums[entry] += gradients[i]
      products[entry] += gradients[i] * ((values[i] - c[entry]) * s[entry] + t[entry])
    })
    dataOf(sum).set(sums)
    dataOf(product).set(products)
  },

  biaffine: ({ dy, x, weights, center, a, b, d, dx, view }) => {
    const [gradients, values, out, c, p, q, r] = [dy, x, dx, center, a, b, d].map(dataOf)
    eachElement(view, weights, (i, entry, w) => {
      const rest = w === 0 ? 0 : w * (q[entry] * (values[i] - c[entry]) + r[entry])
      out[i] = p[entry] * (gradients[i] + rest)
    })
  },
}
