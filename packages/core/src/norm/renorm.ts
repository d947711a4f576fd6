import type { Buffer } from '../backend/index.js'
import { ones } from './coefficients.js'
import type { Moments } from './moments.js'
import { map, zip } from './vectors.js'
import type { Workspace } from './workspace.js'

/** What batch renormalization does to x̂ of the batch: x̂·ρ + δ, one entry a channel. */
export interface Correction {
  readonly rho: Buffer
  readonly delta: Buffer
}

/**
 * Writes ρ = σ_B/σ, limited to [1/rMax, rMax], and δ = (μ_B − μ)/σ, limited to ±dMax, into `out`: what takes x̂ by the
 * statistics of the batch to x̂ by the running ones (Ioffe 2017, Algorithm 1, where ρ is called r and δ is called d).
 *
 * @param r 1/σ_B
 * @param limits rMax ≥ 1 and dMax ≥ 0, of one element each: they may change from step to step
 */
export function renormCorrection(
  workspace: Workspace,
  moments: Moments,
  r: Buffer,
  running: { readonly mean: Buffer; readonly variance: Buffer },
  epsilon: number,
  limits: { readonly rMax: Buffer; readonly dMax: Buffer },
  { rho, delta }: Correction,
): void {
  const perDeviation = map(workspace, 'rsqrt', running.variance, workspace.scratch(r.length), 1, epsilon)
  zip(workspace, 'div', perDeviation, r, rho)
  const least = zip(workspace, 'div', ones(workspace, 1), limits.rMax, workspace.scratch(1))
  zip(workspace, 'max', rho, least, rho)
  zip(workspace, 'min', rho, limits.rMax, rho)
  zip(workspace, 'sub', moments.center, running.mean, delta)
  zip(workspace, 'add', delta, moments.residual, delta)
  zip(workspace, 'mul', delta, perDeviation, delta)
  zip(workspace, 'max', delta, map(workspace, 'linear', limits.dMax, workspace.scratch(1), -1), delta)
  zip(workspace, 'min', delta, limits.dMax, delta)
}
