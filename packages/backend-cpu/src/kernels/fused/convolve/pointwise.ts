import type { Window } from '@evenkeel/core/backend'

/** Whether patches are the pixels themselves, so that the convolution is a plain matrix product. */
export function isPointwise({ window: w, groups }: { readonly window: Window; readonly groups: number }): boolean {
  const single = w.kernelHeight * w.kernelWidth === 1 && w.strideHeight * w.strideWidth === 1
  const padded = w.paddingTop > 0 || w.paddingLeft > 0 || w.outHeight !== w.height || w.outWidth !== w.width
  return groups === 1 && single && !padded
}
