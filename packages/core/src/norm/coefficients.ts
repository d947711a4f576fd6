import type { Buffer, View } from '../backend/index.js'
import type { Moments } from './moments.js'
import { choose, map, zip } from './vectors.js'
import type { Workspace } from './workspace.js'

/** The arguments of the kernel `affine` beside x and y: y = (x − center) · scale + shift. */
export interface Triple {
  readonly center: Buffer
  readonly scale: Buffer
  readonly shift: Buffer
}

/** Coefficients of the kernel `biaffine`: dx = a · ((dy + w · d) + w · b · (x − center)). */
export interface BackwardCoefficients {
  readonly center: Buffer
  readonly a: Buffer
  readonly b: Buffer
  readonly d: Buffer
}

/**
 * r = 1/√(m2/count + ε). Where the count is 0 nothing was seen: m2 is 0 too, and r = 1/√ε rather than NaN.
 */
export function inverseStandardDeviation(workspace: Workspace, moments: Moments, epsilon: number): Buffer {
  const { count, m2 } = moments
  const divisor = positiveCount(workspace, count)
  const r = zip(workspace, 'div', m2, divisor, workspace.scratch(count.length))
  return map(workspace, 'rsqrt', r, r, 1, epsilon)
}

/** The triple (center, r, −residual·r) that gives x̂ = (x − mean)·r. */
export function standardize(workspace: Workspace, moments: Moments, r: Buffer): Triple {
  const shift = zip(workspace, 'mul', moments.residual, r, workspace.scratch(r.length))
  return { center: moments.center, scale: r, shift: map(workspace, 'linear', shift, shift, -1) }
}

/**
 * The triple of the training forward: scale = γ·r, shift = β − residual·scale (Ioffe and Szegedy 2015, Algorithm 1,
 * with the mean in two floats). γ and β have length `channels` and repeat over the groups; null is 1 and 0.
 */
export function forwardTriple(
  workspace: Workspace,
  moments: Moments,
  r: Buffer,
  gamma: Buffer | null,
  beta: Buffer | null,
): Triple {
  const length = r.length
  const scale = gamma === null ? r : zip(workspace, 'mul', r, gamma, workspace.scratch(length))
  const shift = zip(workspace, 'mul', moments.residual, scale, workspace.scratch(length))
  if (beta === null) map(workspace, 'linear', shift, shift, -1)
  else zip(workspace, 'blend', shift, beta, shift, { alpha: -1, beta: 1 })
  return { center: moments.center, scale, shift }
}

/**
 * Coefficients of dx in training, from the sums of the backward pass over each channel: `sum` = Σdy,
 * `product` = Σdy·x̂. a = γ·r, b = −r·product/count, d = −sum/count − b·residual
 * (Ioffe and Szegedy 2015, section 3, in closed form).
 */
export function backwardCoefficients(
  workspace: Workspace,
  moments: Moments,
  r: Buffer,
  gamma: Buffer | null,
  sums: { readonly sum: Buffer; readonly product: Buffer },
): BackwardCoefficients {
  const length = r.length
  const a = gamma === null ? r : zip(workspace, 'mul', r, gamma, workspace.scratch(length))
  const divisor = positiveCount(workspace, moments.count)
  const b = zip(workspace, 'div', sums.product, divisor, workspace.scratch(length))
  zip(workspace, 'mul', b, r, b)
  map(workspace, 'linear', b, b, -1)
  const d = zip(workspace, 'div', sums.sum, divisor, workspace.scratch(length))
  const correction = zip(workspace, 'mul', b, moments.residual, workspace.scratch(length))
  zip(workspace, 'blend', d, correction, d, { alpha: -1, beta: -1 })
  return { center: moments.center, a, b, d }
}

/**
 * The triple with running statistics: y = (x − mean)·γ/√(variance + ε) + β. Used by the modes `eval` and `frozen`, in
 * which the statistics are constants: dx = dy · scale.
 */
export function runningTriple(
  workspace: Workspace,
  running: { readonly mean: Buffer; readonly variance: Buffer },
  epsilon: number,
  gamma: Buffer | null,
  beta: Buffer | null,
): Triple {
  const length = running.mean.length
  const scale = map(workspace, 'rsqrt', running.variance, workspace.scratch(length), 1, epsilon)
  if (gamma !== null) zip(workspace, 'mul', scale, gamma, scale)
  return { center: running.mean, scale, shift: beta ?? zeros(workspace, length) }
}

/** The running triple without γ and β, for dγ = Σdy·x̂. */
export function runningStandardize(
  workspace: Workspace,
  running: { readonly mean: Buffer; readonly variance: Buffer },
  epsilon: number,
): Triple {
  return runningTriple(workspace, running, epsilon, null, null)
}

/** A vector of zeros. */
export function zeros(workspace: Workspace, length: number): Buffer {
  return workspace.constant(`zeros:${length}`, () => new Float32Array(length))
}

/** A vector of ones. */
export function ones(workspace: Workspace, length: number): Buffer {
  return workspace.constant(`ones:${length}`, () => new Float32Array(length).fill(1))
}

/** Number of elements that one channel of one group of `view` has. */
export function elementsPerChannel(view: View): number {
  return view.outer * view.inner
}

function positiveCount(workspace: Workspace, count: Buffer): Buffer {
  return choose(workspace, count, count, ones(workspace, 1), workspace.scratch(count.length))
}
