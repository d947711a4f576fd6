import type { KernelArguments, View } from '@evenkeel/core/backend'
import type { Memory } from './memory.js'
import { tiledSum } from './sums.js'

const f = Math.fround

/** The statistics entry of element `index` of a view, and the entry of its weight. */
function entriesOf({ outer, channels, inner }: View, index: number): { entry: number; weight: number } {
  const row = Math.floor(index / (channels * inner))
  const channel = Math.floor(index / inner) % channels
  return { entry: Math.floor(row / outer) * channels + channel, weight: row * inner + (index % inner) }
}

export function affineInFloat32(memory: Memory, args: KernelArguments<'affine'>): void {
  const { x, center, scale, shift, y, view } = args
  const [values, c, s, t] = [x, center, scale, shift].map((buffer) => memory.read(buffer))
  const transform = (value: number, index: number): number => {
    const { entry } = entriesOf(view, index)
    return f(f(f(value - c[entry]) * s[entry]) + t[entry])
  }
  memory.write(y, Float32Array.from(values, transform))
}

export function gradMomentsInFloat32(memory: Memory, args: KernelArguments<'gradMoments'>): void {
  const { dy, x, center, scale, shift, sum, product, view } = args
  const [gradients, values, c, s, t] = [dy, x, center, scale, shift].map((buffer) => memory.read(buffer))
  const { outer, channels, inner } = view
  const sums = new Float32Array(sum.length)
  const products = new Float32Array(sum.length)
  for (let entry = 0; entry < sums.length; entry++) {
    const [group, channel] = [Math.floor(entry / channels), entry % channels]
    const at = (i: number): number =>
      ((group * outer + Math.floor(i / inner)) * channels + channel) * inner + (i % inner)
    const normalized = (i: number): number => f(f(f(values[at(i)] - c[entry]) * s[entry]) + t[entry])
    sums[entry] = tiledSum(outer * inner, (i) => gradients[at(i)])
    products[entry] = tiledSum(outer * inner, (i) => gradients[at(i)] * normalized(i))
  }
  memory.write(sum, sums)
  memory.write(product, products)
}

export function biaffineInFloat32(memory: Memory, args: KernelArguments<'biaffine'>): void {
  const { dy, x, weights, center, a, b, d, dx, view } = args
  const [gradients, values, c, p, q, r] = [dy, x, center, a, b, d].map((buffer) => memory.read(buffer))
  const weightValues = weights === null ? null : memory.read(weights)
  const transform = (gradient: number, index: number): number => {
    const { entry, weight } = entriesOf(view, index)
    const w = weightValues === null ? 1 : weightValues[weight]
    if (w === 0) return f(p[entry] * gradient)
    const centered = f(gradient + f(w * r[entry]))
    return f(p[entry] * f(centered + f(f(w * q[entry]) * f(values[index] - c[entry]))))
  }
  memory.write(dx, Float32Array.from(gradients, transform))
}
