import type { Buffer } from './buffer.js'
import type { Operand, View, Window } from './geometry.js'

/** Operations of {@link RequiredKernels.map}: f(alpha · x + beta), except `clamp`, which limits x to [alpha, beta]. */
export type MapOp =
  | 'linear'
  | 'abs'
  | 'sign'
  | 'square'
  | 'sqrt'
  | 'rsqrt'
  | 'exp'
  | 'log'
  | 'expm1'
  | 'log1p'
  | 'tanh'
  | 'sigmoid'
  | 'erf'
  | 'isFinite'
  | 'clamp'

/** Operations of {@link RequiredKernels.zip}. Comparisons give 1 or 0; `blend` is alpha · a + beta · b. */
export type ZipOp = 'add' | 'sub' | 'mul' | 'div' | 'max' | 'min' | 'pow' | 'equal' | 'less' | 'lessEqual' | 'blend'

/** Operations of {@link RequiredKernels.reduce}. */
export type ReduceOp = 'sum' | 'max' | 'min' | 'argmax'

/** Operations of {@link RequiredKernels.pool}. */
export type PoolOp = 'max' | 'sum'

/**
 * The kernels that every backend has; with them a device can train everything core knows.
 * Each takes one object of named arguments: buffers first (outputs last), then attributes.
 * Buffers are float32 where nothing else is said. The laws that all of them keep stand in `laws.ts`,
 * the role of each buffer argument in `roles.ts`.
 */
export interface RequiredKernels {
  /** out[i] = value. `out` may be int32, with an integer value. */
  fill(args: { out: Buffer; value: number }): void

  /**
   * into[intoOffset + i] = source[sourceOffset + i] for i in 0..length−1; the rest of `into` stays.
   * Both buffers have the same dtype, either one, and are not the same buffer.
   */
  copy(args: { source: Buffer; into: Buffer; sourceOffset: number; intoOffset: number; length: number }): void

  /** out[i] = x[i] in the dtype of `out`; float32 to int32 rounds towards zero. Of equal length;
   * both may have the same dtype. */
  cast(args: { x: Buffer; out: Buffer }): void

  /**
   * out[i₀, i₁, …] = x[offset + Σ iₐ · strides[a]], where `out` has the row-major `shape`. Strides are in
   * elements of x and may be 0 (expand) or negative (flip): permute, slice, expand and flip in one kernel.
   * Either dtype. `shape` may be empty (one element).
   */
  arrange(args: { x: Buffer; out: Buffer; shape: readonly number[]; strides: readonly number[]; offset: number }): void

  /**
   * The box of `into` (of row-major `shape`) that begins at `start` and has size `extent` becomes x, which is
   * dense in the shape `extent`; the rest of `into` stays. Concatenation, and the gradient of a slice. Either dtype.
   */
  place(args: {
    x: Buffer
    into: Buffer
    shape: readonly number[]
    start: readonly number[]
    extent: readonly number[]
  }): void

  /**
   * out[r][j] = table[rows[r]][j] for j in 0..rowLength−1. `rows` is int32 and in range (core checks where data
   * enters); `table` and `out` share a dtype, either one.
   */
  gatherRows(args: { table: Buffer; rows: Buffer; out: Buffer; rowLength: number }): void

  /** out[i] = f(alpha · x[i] + beta), see {@link MapOp}. `out` may be x. `isFinite` gives 1 or 0; `sign(±0)` is ±0. */
  map(args: { x: Buffer; out: Buffer; op: MapOp; alpha: number; beta: number }): void

  /**
   * out[i] = op(a[i'], b[i'']) with both operands broadcast by their {@link Operand}. `out` may be an operand that
   * is full. `alpha` and `beta` are the factors of `blend` and are ignored by the others. max and min give NaN
   * when either operand is NaN; `pow` follows IEEE 754: a negative base with an integer exponent has
   * its sign, and pow(x, 0) = pow(1, y) = 1 even for NaN.
   */
  zip(args: {
    a: Buffer
    b: Buffer
    out: Buffer
    op: ZipOp
    length: number
    operandA: Operand
    operandB: Operand
    alpha: number
    beta: number
  }): void

  /** out[i] = mask[i'] ≠ 0 ? a[i''] : b[i''']. Selects, never multiplies: 0 · NaN does not occur. `out` may be a full operand. */
  choose(args: {
    mask: Buffer
    a: Buffer
    b: Buffer
    out: Buffer
    length: number
    operandMask: Operand
    operandA: Operand
    operandB: Operand
  }): void

  /**
   * x is [outer, n, inner]; out is [outer, inner]. `argmax` writes int32: the first of equals wins, and the first
   * NaN wins over all. With n = 0: sum 0, max −∞, min +∞; argmax needs n ≥ 1.
   */
  reduce(args: { x: Buffer; out: Buffer; op: ReduceOp; outer: number; n: number; inner: number }): void

  /**
   * out[b] = A[b] · B[b] for each of `batch` matrices. A is [m, k], stored [k, m] when `transposeA`;
   * B is [k, n], stored [n, k] when `transposeB`; out is [m, n]. k = 0 gives zeros.
   */
  matmul(args: {
    a: Buffer
    b: Buffer
    out: Buffer
    batch: number
    m: number
    n: number
    k: number
    transposeA: boolean
    transposeB: boolean
  }): void

  /**
   * im2col. x is [batch, height, width, channels]; out is
   * [groups, batch · outHeight · outWidth, kernelHeight · kernelWidth · (channels / groups)], zero in the padding.
   * Group-major, so that grouped and depthwise convolution are batched products.
   */
  patches(args: { x: Buffer; out: Buffer; window: Window; groups: number }): void

  /** The adjoint of {@link RequiredKernels.patches}: dx is whole output, the sum of what fell on each input element. */
  unpatches(args: { dout: Buffer; dx: Buffer; window: Window; groups: number }): void

  /**
   * Pooling. out is [batch, outHeight, outWidth, channels]. Padding takes no part (averages are made in core from
   * `sum` and constant counts). For `max`, `where` (int32, as `out`, or null) receives the position `row · width +
   * column` of the winner in the input plane: the first of equals in row-major order, a NaN before all.
   * For `sum`, `where` is null. A window that lies in the padding altogether gives −∞ and −1, or 0.
   */
  pool(args: { x: Buffer; out: Buffer; where: Buffer | null; window: Window; op: PoolOp }): void

  /** Gradient of {@link RequiredKernels.pool}; dx is whole output. For `max` it follows `where`, for `sum` (where null) it spreads. */
  unpool(args: { dy: Buffer; where: Buffer | null; dx: Buffer; window: Window; op: PoolOp }): void

  /**
   * Count, mean and centred second moment of each channel of each group, weighted or not:
   * count = Σ w, mean = Σ w·x / count = center + residual (a sum of two floats), m2 = Σ w·(x − mean)².
   *
   * `weights` has length groups · outer · inner (shared by the channels) or is null for 1; an element of weight 0 is
   * skipped, not multiplied, so NaN behind a mask does no harm. count = 0 gives zeros in all four outputs.
   *
   * Accuracy: relative error of m2 ≤ 1e-5, of the mean ≤ 1e-6 standard deviations, at |mean| / std ≤ 1e3 and for a
   * first sample that is an outlier. Never Σx² − (Σx)²/n. Recipes: with float64 sums, center = float32(mean),
   * residual = mean − center; with float32 alone, center = Σx/n, residual = Σ(x − center)/n,
   * m2 = Σ((x − center) − residual)². Larger inputs are cut into tiles and merged (Chan, Golub and LeVeque 1979).
   */
  moments(args: {
    x: Buffer
    weights: Buffer | null
    count: Buffer
    center: Buffer
    residual: Buffer
    m2: Buffer
    view: View
  }): void

  /** y = (x − center) · scale + shift, coefficients by channel of `view`; the subtraction comes first. `y` may be x. */
  affine(args: { x: Buffer; center: Buffer; scale: Buffer; shift: Buffer; y: Buffer; view: View }): void

  /**
   * sum = Σ dy and product = Σ dy · ((x − center) · scale + shift), by channel of `view`.
   * With the triple that gives x̂ these are dβ and dγ.
   */
  gradMoments(args: {
    dy: Buffer
    x: Buffer
    center: Buffer
    scale: Buffer
    shift: Buffer
    sum: Buffer
    product: Buffer
    view: View
  }): void

  /**
   * dx = a · ((dy + w · d) + w · b · (x − center)), in this order (dy and d nearly cancel where a batch is small);
   * coefficients by channel of `view`, w from `weights` as in
   * {@link RequiredKernels.moments} (null for 1; weight 0 skips what it multiplies). `dx` may be dy.
   */
  biaffine(args: {
    dy: Buffer
    x: Buffer
    weights: Buffer | null
    center: Buffer
    a: Buffer
    b: Buffer
    d: Buffer
    dx: Buffer
    view: View
  }): void
}
