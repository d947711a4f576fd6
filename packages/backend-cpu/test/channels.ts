import type { View } from '@evenkeel/core/backend'

/** The views that the normalization kernels are tested with: both layouts, groups, tails of every loop, blocks. */
export const VIEWS: Record<string, View> = {
  'channels last [7, 5]': { groups: 1, outer: 7, channels: 5, inner: 1 },
  'channels last [8, 3]': { groups: 1, outer: 8, channels: 3, inner: 1 },
  'channels last, two blocks [5, 700]': { groups: 1, outer: 5, channels: 700, inner: 1 },
  'channels first [3, 4, 5]': { groups: 1, outer: 3, channels: 4, inner: 5 },
  'channels first, even planes [2, 3, 6]': { groups: 1, outer: 2, channels: 3, inner: 6 },
  'one channel [11, 1]': { groups: 1, outer: 11, channels: 1, inner: 1 },
  'layer [4, 9]': { groups: 4, outer: 1, channels: 1, inner: 9 },
  'groups, channels last [3, 4, 2]': { groups: 3, outer: 4, channels: 2, inner: 1 },
  'groups, channels first [2, 3, 2, 4]': { groups: 2, outer: 3, channels: 2, inner: 4 },
  'one sample [1, 3]': { groups: 1, outer: 1, channels: 3, inner: 1 },
}

export const sizeOf = (view: View): number => view.groups * view.outer * view.channels * view.inner
export const coefficientsOf = (view: View): number => view.groups * view.channels
export const weightsOf = (view: View): number => view.groups * view.outer * view.inner

/** Entry of the coefficient vectors that element i belongs to. */
export function coefficientAt(view: View, i: number): number {
  const channel = Math.floor(i / view.inner) % view.channels
  return Math.floor(i / (view.inner * view.channels * view.outer)) * view.channels + channel
}

/** Entry of the weights that element i belongs to. */
export function weightAt(view: View, i: number): number {
  const row = Math.floor(i / (view.inner * view.channels))
  return row * view.inner + (i % view.inner)
}

export interface Moments {
  count: number
  mean: number
  m2: number
}

/** Weighted moments of each channel by their definition, in float64. */
export function moments(x: readonly number[], weights: readonly number[] | null, view: View): Moments[] {
  const weight = (i: number): number => (weights === null ? 1 : weights[weightAt(view, i)])
  const results = Array.from({ length: coefficientsOf(view) }, () => ({ count: 0, mean: 0, m2: 0 }))
  const each = (visit: (result: Moments, value: number, w: number) => void): void =>
    x.forEach((value, i) => {
      if (weight(i) !== 0) visit(results[coefficientAt(view, i)], value, weight(i))
    })
  each((result, _, w) => (result.count += w))
  each((result, value, w) => (result.mean += (w * value) / result.count))
  each((result, value, w) => (result.m2 += w * (value - result.mean) ** 2))
  return results
}
