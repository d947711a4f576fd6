/**
 * How normalization reads a flat buffer: `x[group][outer][channel][inner]`, row-major, of
 * `groups · outer · channels · inner` elements. Statistics and coefficients are vectors of length
 * `groups · channels`, in which entry `group · channels + channel` belongs to the `outer · inner`
 * elements of that channel.
 *
 * Batch norm over [N, C] is `{ groups: 1, outer: N, channels: C, inner: 1 }`; over [N, C, H, W] it is
 * `{ groups: 1, outer: N, channels: C, inner: H·W }`; layer norm over rows of length D is
 * `{ groups: rows, outer: 1, channels: 1, inner: D }`.
 */
export interface View {
  readonly groups: number
  readonly outer: number
  readonly channels: number
  readonly inner: number
}

/**
 * How an elementwise kernel broadcasts a flat operand: element i of the output reads element
 * `⌊i / inner⌋ mod channels` of the operand.
 *
 * Full operand of n elements: `{ channels: n, inner: 1 }`; scalar: `{ channels: 1, inner: n }`;
 * row [C] along the last axis: `{ channels: C, inner: 1 }`; column [R, 1] of [R, C]: `{ channels: R, inner: C }`.
 */
export interface Operand {
  readonly channels: number
  readonly inner: number
}

/**
 * Geometry of convolution and pooling, channels last: x is [batch, height, width, channels] and the windows
 * tile an output of [batch, outHeight, outWidth, …]. Window (r, c) covers the input rows
 * `r · strideHeight − paddingTop + i · dilationHeight` for i in 0..kernelHeight−1, columns likewise; positions
 * outside the input count as 0 for `patches` and are left out for `pool`. One-dimensional work has height 1.
 */
export interface Window {
  readonly batch: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly kernelHeight: number
  readonly kernelWidth: number
  readonly strideHeight: number
  readonly strideWidth: number
  readonly dilationHeight: number
  readonly dilationWidth: number
  readonly paddingTop: number
  readonly paddingLeft: number
  readonly outHeight: number
  readonly outWidth: number
}
