import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { axisIntegers, axisValues } from './axes.js'
import { mergeBox, type BoxAxis } from './box.js'

const integersOf = (rank: number): ReturnType<typeof axisIntegers<'size' | 'start' | 'extent'>> =>
  axisIntegers(rank, ['size', 'start', 'extent'])

/** GLSL that finds the `position` in x of element or texel `number` of `into`, and whether it is `inside` the box. */
function walk(rank: number, number: string): string {
  const axes = integersOf(rank).map(
    ([size, start, extent]) => `
      at = rest % ${size} - ${start};
      rest /= ${size};
      inside = inside && at >= 0 && at < ${extent};
      position += at * run;
      run *= ${extent};`,
  )
  return `
      int rest = ${number};
      int at = 0;
      int run = 1;
      int position = 0;
      bool inside = true;${axes.toReversed().join('')}`
}

/**
 * The box of `into` at `start` becomes x. A box that is one run is a copy; one of whole texels leaves the others alone;
 * for any other, all of `into` is rendered anew.
 */
export function createPlace(gpu: Gpu, copy: Kernels['copy']): Kernels['place'] {
  const texels = gpu.family((rank: number) => ({
    name: 'place of texels',
    reads: ['x'],
    writes: ['result'],
    integers: integersOf(rank).flat(),
    texel: `${walk(rank, 't')}
      if (!inside) discard;
      result = xTexel(position);`,
  }))
  const elements = gpu.family((rank: number) => ({
    name: 'place',
    reads: ['x', 'old'],
    writes: ['result'],
    integers: integersOf(rank).flat(),
    element: `${walk(rank, 'i')}
      result = inside ? x(position) : old(i);`,
  }))
  return ({ x, into, shape, start, extent }) => {
    if (x.length === 0) return
    const axes = mergeBox(shape, start, extent)
    const rank = axes.length
    if (rank === 1) copy({ source: x, into, sourceOffset: 0, intoOffset: axes[0].start, length: x.length })
    else if (isOfTexels(axes)) texels(rank).launch({ x, result: into, ...axisValues(inTexels(axes)) })
    else elements(rank).launch({ x, old: into, result: into, ...axisValues(axes) })
  }
}

function isOfTexels(axes: readonly BoxAxis[]): boolean {
  const { size, start, extent } = axes[axes.length - 1]
  return [size, start, extent].every((value) => value % LANES === 0)
}

function inTexels(axes: readonly BoxAxis[]): readonly BoxAxis[] {
  return axes.map((axis, i) => {
    if (i < axes.length - 1) return axis
    return { size: axis.size / LANES, start: axis.start / LANES, extent: axis.extent / LANES }
  })
}
