import type { View } from '@evenkeel/core/backend'

/** One element of a view: where it is, whose statistics it belongs to, which weight it has. */
export interface ViewElement {
  readonly index: number
  /** Entry of the statistics: group · channels + channel. */
  readonly entry: number
  readonly channel: number
  /** Entry of the weights, which the channels share: (group · outer + outer index) · inner + inner index. */
  readonly weight: number
}

/** Number of elements of a view. */
export function elementCount(view: View): number {
  return view.groups * view.outer * view.channels * view.inner
}

/** Number of statistics of a view. */
export function entryCount(view: View): number {
  return view.groups * view.channels
}

/** Number of weights of a view. */
export function weightCount(view: View): number {
  return view.groups * view.outer * view.inner
}

/** Visits x[group][outer][channel][inner] in order. */
export function eachElement(view: View, visit: (element: ViewElement) => void): void {
  const { groups, outer, channels, inner } = view
  let index = 0
  for (let group = 0; group < groups; group++)
    for (let o = 0; o < outer; o++)
      for (let channel = 0; channel < channels; channel++)
        for (let i = 0; i < inner; i++)
          visit({
            index: index++,
            entry: group * channels + channel,
            channel,
            weight: (group * outer + o) * inner + i,
          })
}
