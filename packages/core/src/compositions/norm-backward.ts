import type { Buffer, KernelArguments } from '../backend/index.js'
import { backwardCoefficients, inverseStandardDeviation, standardize } from '../norm/index.js'
import type { CompositionWorkspace, Composition } from './composition.js'

/**
 * The activation's gradient, two sums over each channel, coefficients, one pass over x (Ioffe and Szegedy
 * 2015, section 3, in closed form).
 */
export const normBackward: Composition<'normBackward'> = {
  kernel: 'normBackward',
  host: false,
  run(workspace, args) {
    const { x, weights, gamma, count, center, residual, m2, dx, dgamma, dbeta, view, epsilon } = args
    const { kernels } = workspace
    const moments = { count, center, residual, m2 }
    const dy = beforeActivation(workspace, args)
    const r = inverseStandardDeviation(workspace, moments, epsilon)
    const ungrouped = view.groups === 1
    const product = ungrouped ? dgamma : workspace.scratch(count.length)
    const sum = ungrouped ? dbeta : workspace.scratch(count.length)
    kernels.gradMoments({ dy, x, ...standardize(workspace, moments, r), sum, product, view })
    const coefficients = backwardCoefficients(workspace, moments, r, gamma, { sum, product })
    kernels.biaffine({ dy, x, weights, ...coefficients, dx, view })
    if (ungrouped) return
    const overGroups = { op: 'sum', outer: 1, n: view.groups, inner: view.channels } as const
    kernels.reduce({ x: product, out: dgamma, ...overGroups })
    kernels.reduce({ x: sum, out: dbeta, ...overGroups })
  },
}

/** The gradient behind the activation, written to dx, which is free until the last pass. */
function beforeActivation(
  { kernels }: CompositionWorkspace,
  { dy, y, dx, activation, alpha }: KernelArguments<'normBackward'>,
): Buffer {
  if (activation === null || y === null) return dy
  kernels.activateGradient({ dy, saved: y, dx, activation, alpha })
  return dx
}
