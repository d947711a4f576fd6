import type { Buffer, Window } from '../../backend/index.js'
import type { Workspace } from '../../norm/index.js'

/** Sizes of a convolution as `groups` matrix products: [positions, depth] · [depth, width]. */
export interface ProductSizes {
  readonly groups: number
  /** Output positions: batch · outHeight · outWidth. */
  readonly positions: number
  /** Inputs of one filter: kernelHeight · kernelWidth · channels / groups. */
  readonly depth: number
  /** Filters of one group. */
  readonly width: number
}

export function productSizes(window: Window, groups: number, filters: number): ProductSizes {
  return {
    groups,
    positions: window.batch * window.outHeight * window.outWidth,
    depth: window.kernelHeight * window.kernelWidth * (window.channels / groups),
    width: filters / groups,
  }
}

/** [rows, groups · width] as [groups, rows, width]; with one group these are the same. */
export function toGroupMajor(workspace: Workspace, x: Buffer, rows: number, sizes: ProductSizes): Buffer {
  const { groups, width } = sizes
  if (groups === 1) return x
  const out = workspace.scratch(x.length)
  workspace.kernels.arrange({
    x,
    out,
    shape: [groups, rows, width],
    strides: [width, groups * width, 1],
    offset: 0,
  })
  return out
}

/** The inverse of {@link toGroupMajor}, into `out`, from what {@link groupMajorTarget} gave. */
export function fromGroupMajor(
  { kernels }: Workspace,
  x: Buffer,
  out: Buffer,
  rows: number,
  { groups, width }: ProductSizes,
): void {
  if (x === out) return
  kernels.arrange({ x, out, shape: [rows, groups, width], strides: [width, rows * width, 1], offset: 0 })
}

/** Where a group-major product is to be written that ends in `out`: there itself when there is one group. */
export function groupMajorTarget(workspace: Workspace, out: Buffer, { groups }: ProductSizes): Buffer {
  return groups === 1 ? out : workspace.scratch(out.length)
}

/** The patches of x, [groups, positions, depth], in scratch memory. */
export function patchesOf(workspace: Workspace, x: Buffer, window: Window, sizes: ProductSizes): Buffer {
  const { groups, positions, depth } = sizes
  const out = workspace.scratch(groups * positions * depth)
  workspace.kernels.patches({ x, out, window, groups })
  return out
}
