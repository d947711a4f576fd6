import type { Buffer } from '../backend/index.js'
import { choose, map, ones, zeros, zip } from '../norm/index.js'
import type { Workspace } from '../norm/index.js'
import type { Composition } from './composition.js'
import { constantOf } from './constants.js'

/**
 * The gradients are joined in one vector, so that each pass is one call however many parameters there are;
 * that takes scratch memory of their total length. With peak = max |g|, ‖g‖ = peak · √Σ(g / peak)²: no square
 * overflows. The peak is finite exactly when every element is, because `max` lets NaN through.
 */
export const guard: Composition<'guard'> = {
  kernel: 'guard',
  host: false,
  run(workspace, { gradients, loss, factor, norm, maxNorm }) {
    const magnitudes = joined(workspace, gradients)
    map(workspace, 'abs', magnitudes, magnitudes)
    const peak = overAll(workspace, 'max', magnitudes)
    const finite = map(workspace, 'isFinite', peak, workspace.scratch(1))
    const finiteLoss = map(workspace, 'isFinite', loss, workspace.scratch(1))
    scaledNorm(workspace, magnitudes, peak, norm)
    const clip = maxNorm === null ? ones(workspace, 1) : clipping(workspace, norm, maxNorm)
    choose(workspace, finite, clip, zeros(workspace, 1), finite)
    choose(workspace, finiteLoss, finite, zeros(workspace, 1), factor)
  },
}

/** All gradients one after the other; a single 0 where there are none. */
function joined(workspace: Workspace, gradients: readonly Buffer[]): Buffer {
  const { kernels } = workspace
  const total = gradients.reduce((sum, gradient) => sum + gradient.length, 0)
  const into = workspace.scratch(Math.max(1, total))
  if (total === 0) kernels.fill({ out: into, value: 0 })
  let intoOffset = 0
  for (const source of gradients) {
    kernels.copy({ source, into, sourceOffset: 0, intoOffset, length: source.length })
    intoOffset += source.length
  }
  return into
}

/** out = peak · √Σ(x / peak)², or 0 where the peak is 0. Overwrites x. */
function scaledNorm(workspace: Workspace, x: Buffer, peak: Buffer, out: Buffer): void {
  const divisor = choose(workspace, peak, peak, ones(workspace, 1), workspace.scratch(1))
  zip(workspace, 'div', x, divisor, x)
  map(workspace, 'square', x, x)
  const root = overAll(workspace, 'sum', x)
  map(workspace, 'sqrt', root, root)
  zip(workspace, 'mul', root, peak, out)
}

/** maxNorm / ‖g‖ where that is less than 1, and exactly 1 elsewhere. */
function clipping(workspace: Workspace, norm: Buffer, maxNorm: number): Buffer {
  const limit = constantOf(workspace, maxNorm)
  const within = zip(workspace, 'lessEqual', norm, limit, workspace.scratch(1))
  const ratio = zip(workspace, 'div', limit, norm, workspace.scratch(1))
  return choose(workspace, within, ones(workspace, 1), ratio, ratio)
}

function overAll(workspace: Workspace, op: 'sum' | 'max', x: Buffer): Buffer {
  const out = workspace.scratch(1)
  workspace.kernels.reduce({ x, out, op, outer: 1, n: x.length, inner: 1 })
  return out
}
