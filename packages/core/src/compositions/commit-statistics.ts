import type { Buffer, KernelArguments } from '../backend/index.js'
import { choose, map, ones, zip } from '../norm/index.js'
import type { Workspace } from '../norm/index.js'
import type { Composition } from './composition.js'

type Arguments = KernelArguments<'commitStatistics'>

/**
 * New values are computed in scratch memory and selected by a gate: factor 0, or a count of 0 anywhere,
 * selects what was there, bit for bit.
 */
export const commitStatistics: Composition<'commitStatistics'> = {
  kernel: 'commitStatistics',
  host: false,
  run(workspace, args) {
    const { mean, variance, updates, weight, unbiased, count } = args
    const gate = gateOf(workspace, args)
    const next = map(workspace, 'linear', updates, workspace.scratch(1), 1, 1)
    const share = weight ?? zip(workspace, 'div', ones(workspace, 1), next, workspace.scratch(1))
    const newMean = moved(workspace, mean, towardsMean(workspace, args), share)
    choose(workspace, gate, newMean, mean, mean)
    const newVariance = moved(workspace, variance, towardsVariance(workspace, args), share)
    if (unbiased) {
      const several = zip(workspace, 'less', ones(workspace, 1), count, workspace.scratch(count.length))
      choose(workspace, several, newVariance, variance, newVariance)
    }
    choose(workspace, gate, newVariance, variance, variance)
    choose(workspace, gate, next, updates, updates)
  },
}

/** Not 0 when the factor and all counts are not 0. */
function gateOf(workspace: Workspace, { count, factor }: Arguments): Buffer {
  const gate = workspace.scratch(1)
  workspace.kernels.reduce({ x: count, out: gate, op: 'min', outer: 1, n: count.length, inner: 1 })
  return choose(workspace, factor, gate, factor, gate)
}

/** batch mean − mean, with the difference of the large parts first. */
function towardsMean(workspace: Workspace, { center, residual, mean }: Arguments): Buffer {
  const difference = zip(workspace, 'sub', center, mean, workspace.scratch(mean.length))
  return zip(workspace, 'add', difference, residual, difference)
}

/** batch variance − variance. */
function towardsVariance(workspace: Workspace, { count, m2, variance, unbiased }: Arguments): Buffer {
  const degrees = unbiased ? map(workspace, 'linear', count, workspace.scratch(count.length), 1, -1) : count
  const difference = zip(workspace, 'div', m2, degrees, workspace.scratch(count.length))
  return zip(workspace, 'sub', difference, variance, difference)
}

/** state + share · difference, written over `difference`; the share is a number or lies on the device. */
function moved(workspace: Workspace, state: Buffer, difference: Buffer, share: number | Buffer): Buffer {
  if (typeof share === 'number') {
    return zip(workspace, 'blend', state, difference, difference, { alpha: 1, beta: share })
  }
  zip(workspace, 'mul', difference, share, difference)
  return zip(workspace, 'add', state, difference, difference)
}
