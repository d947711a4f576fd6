import { computeMoments, forwardTriple, inverseStandardDeviation } from '../norm/index.js'
import type { Composition } from './composition.js'

/**
 * Moments, their coefficients, one affine pass and the activation in place (Ioffe and Szegedy 2015, Algorithm
 * 1).
 */
export const normForward: Composition<'normForward'> = {
  kernel: 'normForward',
  host: false,
  run(workspace, args) {
    const { x, weights, gamma, beta, count, center, residual, m2, y, view, epsilon, activation, alpha } = args
    const { kernels } = workspace
    const moments = computeMoments(workspace, x, weights, view, { count, center, residual, m2 })
    const r = inverseStandardDeviation(workspace, moments, epsilon)
    kernels.affine({ x, ...forwardTriple(workspace, moments, r, gamma, beta), y, view })
    if (activation !== null) kernels.activate({ x: y, y, activation, alpha })
  },
}
