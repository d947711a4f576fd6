import type { Activation, FusibleActivation } from './activations.js'
import type { Buffer } from './buffer.js'
import type { View, Window } from './geometry.js'
import type { OptimizerRule } from './optimizer-rules.js'

/**
 * Kernels that a backend may have. Each one that is missing is made of required ones by a composition in
 * core (`compositions/`), and the suite checks that both give the same. They are listed in the order in which
 * fusing pays for a small network. Conventions are those of `required-kernels.ts`.
 */
export interface OptionalKernels {
  /**
   * One step of an optimizer over all parameters, in place. List i of each list argument belongs to parameter i.
   * `slots` holds, for parameter i, the buffers that the rule names (see `optimizer-rules.ts`), of the parameter's
   * length. `progress` (length 2, zeros before the first step) follows β: q ← β·q + (1 − β), which is 1 − βᵗ.
   * `rate` (length 1) is the learning rate; `factor` (length 1) scales the gradients, and factor 0 drops the step:
   * parameters, slots and progress stay as they were, bit for bit, whatever the gradients hold.
   * `decays` are the weight-decay coefficients, one a parameter, 0 for none.
   */
  optimize(args: {
    parameters: readonly Buffer[]
    gradients: readonly Buffer[]
    slots: readonly (readonly Buffer[])[]
    progress: Buffer
    rate: Buffer
    factor: Buffer
    rule: OptimizerRule
    decays: readonly number[]
  }): void

  /**
   * factor[0] = 0 when the loss (length 1) or an element of a gradient is not finite, else
   * min(1, maxNorm / ‖g‖) over all gradients together (1 when maxNorm is null). `norm` (length 1) receives ‖g‖;
   * what it holds when something was not finite is undefined. The sum of squares must not overflow where ‖g‖ does not;
   * where ‖g‖ itself does, norm is infinite, and the factor 0 when there is a maxNorm.
   */
  guard(args: {
    gradients: readonly Buffer[]
    loss: Buffer
    factor: Buffer
    norm: Buffer
    maxNorm: number | null
  }): void

  /**
   * The training forward of a normalizer whose statistics and coefficients share `view`: moments of x as in
   * {@link RequiredKernels.moments}, then y = f(γ·(x − mean)/√(m2/count + ε) + β). `gamma` and `beta` have
   * length `channels` (shared by the groups) or are null for 1 and 0; `activation` null is the identity.
   */
  normForward(args: {
    x: Buffer
    weights: Buffer | null
    gamma: Buffer | null
    beta: Buffer | null
    count: Buffer
    center: Buffer
    residual: Buffer
    m2: Buffer
    y: Buffer
    view: View
    epsilon: number
    activation: FusibleActivation | null
    alpha: number
  }): void

  /**
   * Gradients of {@link OptionalKernels.normForward}: dx, and dgamma and dbeta of length `channels` (summed over the
   * groups). `y` is the forward's output when there is an activation, else null. `dx` may be dy.
   */
  normBackward(args: {
    dy: Buffer
    x: Buffer
    y: Buffer | null
    weights: Buffer | null
    gamma: Buffer | null
    count: Buffer
    center: Buffer
    residual: Buffer
    m2: Buffer
    dx: Buffer
    dgamma: Buffer
    dbeta: Buffer
    view: View
    epsilon: number
    activation: FusibleActivation | null
    alpha: number
  }): void

  /**
   * loss[r] = −Σ_c t[r][c] · log softmax(logits[r])[c], and `probabilities` = softmax(logits), both by rows of
   * [rows, columns]. The targets t are either `labels` (int32, length rows; a negative label leaves its row out:
   * t = 0) or `targets` ([rows, columns]); the other one is null. `labelSmoothing` s replaces t by
   * (1 − s)·t + s/columns · Σt.
   */
  softmaxCrossEntropy(args: {
    logits: Buffer
    labels: Buffer | null
    targets: Buffer | null
    loss: Buffer
    probabilities: Buffer
    rows: number
    columns: number
    labelSmoothing: number
  }): void

  /** dlogits[r] = dloss[r] · (probabilities[r] · Σt[r] − t[r]), with t as in {@link OptionalKernels.softmaxCrossEntropy}. */
  softmaxCrossEntropyGradient(args: {
    probabilities: Buffer
    labels: Buffer | null
    targets: Buffer | null
    dloss: Buffer
    dlogits: Buffer
    rows: number
    columns: number
    labelSmoothing: number
  }): void

  /** y = f(x · W + bias): x is [rows, inputs], weight [inputs, units], bias [units] or null, y [rows, units]. */
  dense(args: {
    x: Buffer
    weight: Buffer
    bias: Buffer | null
    y: Buffer
    rows: number
    inputs: number
    units: number
    activation: FusibleActivation | null
    alpha: number
  }): void

  /** y[i] = f(x[i]), see {@link Activation}. `y` may be x. */
  activate(args: { x: Buffer; y: Buffer; activation: Activation; alpha: number }): void

  /**
   * dx[i] = dy[i] · f'(x[i]). `saved` is the output or the input of the activation, as `ACTIVATION_SAVES` says.
   * `dx` may be dy.
   */
  activateGradient(args: { dy: Buffer; saved: Buffer; dx: Buffer; activation: Activation; alpha: number }): void

  /** y = softmax(x), or log softmax(x) when `log`, over the middle of [outer, n, inner]. `y` is not x. */
  softmax(args: { x: Buffer; y: Buffer; outer: number; n: number; inner: number; log: boolean }): void

  /**
   * Moves running statistics towards those of a batch, in place:
   * mean ← mean + w·(batch mean − mean), variance ← variance + w·(batch variance − variance), updates ← updates + 1.
   * Batch mean = center + residual; batch variance = m2 / count, or m2 / (count − 1) when `unbiased`.
   * w = `weight`, or 1 / (updates + 1) when `weight` is null (the cumulative average). All vectors have the length of
   * `mean`; `updates` and `factor` have length 1. Everything stays, bit for bit, when factor is 0 or the count of any
   * channel is 0; with `unbiased`, a variance whose count is ≤ 1 stays.
   */
  commitStatistics(args: {
    count: Buffer
    center: Buffer
    residual: Buffer
    m2: Buffer
    factor: Buffer
    mean: Buffer
    variance: Buffer
    updates: Buffer
    weight: number | null
    unbiased: boolean
  }): void

  /**
   * y = x · mask, where mask is 1 / (1 − rate) with probability 1 − rate and else 0 (inverted dropout, Srivastava
   * et al. 2014). An element is kept when the uniform number of {@link OptionalKernels.random} at its place is
   * ≥ rate, compared in double precision. The gradient is dy · mask.
   */
  dropout(args: {
    x: Buffer
    y: Buffer
    mask: Buffer
    rate: number
    seed: number
    stream: number
    offset: number
  }): void

  /**
   * Philox-4x32-10 (Salmon et al. 2011): element i comes from word i mod 4 of the block with counter
   * (⌊i / 4⌋, offset, stream, 0) and key (seed, 0); seed, stream and offset are unsigned integers
   * of 32 bits. `uniform` is (word >>> 8) · 2⁻²⁴, in [0, 1), the same bits on
   * every device. `normal` takes the block's words in pairs by Box and Muller:
   * r = √(−2·log(((word₀ >>> 8) + 1) · 2⁻²⁴)), θ = 2π · (word₁ >>> 8) · 2⁻²⁴, giving r·cos θ and r·sin θ.
   */
  random(args: { out: Buffer; distribution: 'uniform' | 'normal'; seed: number; stream: number; offset: number }): void

  /** into[rows[r]][j] += x[r][j], in the order of r: the gradient of gatherRows. `rows` is int32. `into` is
   * in place. The composition is a product with a one-hot matrix, in which a NaN spreads down its column. */
  scatterRows(args: { x: Buffer; rows: Buffer; into: Buffer; rowLength: number }): void

  /**
   * Cross-correlation, channels last: x [batch, height, width, channels], weight
   * [kernelHeight, kernelWidth, channels / groups, filters], bias [filters] or null, y [batch, outHeight, outWidth,
   * filters]. Filter f belongs to group ⌊f / (filters / groups)⌋.
   */
  convolve(args: {
    x: Buffer
    weight: Buffer
    bias: Buffer | null
    y: Buffer
    window: Window
    groups: number
    filters: number
    activation: FusibleActivation | null
    alpha: number
  }): void

  /** dx of {@link OptionalKernels.convolve} from dy (taken before the activation); whole output. */
  convolveInputGradient(args: {
    dy: Buffer
    weight: Buffer
    dx: Buffer
    window: Window
    groups: number
    filters: number
  }): void

  /** dweight of {@link OptionalKernels.convolve} from dy (taken before the activation); whole output. */
  convolveWeightGradient(args: {
    x: Buffer
    dy: Buffer
    dweight: Buffer
    window: Window
    groups: number
    filters: number
  }): void
}
