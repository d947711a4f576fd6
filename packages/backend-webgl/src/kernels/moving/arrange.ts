import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { axisIntegers, axisValues, mergeAxes, type Axis } from './axes.js'

const integersOf = (rank: number): ReturnType<typeof axisIntegers<'size' | 'stride'>> =>
  axisIntegers(rank, ['size', 'stride'])

/** GLSL that finds the `position` in x of element or texel `number` of the output. */
function walk(rank: number, number: string): string {
  const axes = integersOf(rank).map(
    ([size, stride]) => `
      position += (rest % ${size}) * ${stride};
      rest /= ${size};`,
  )
  return `
      int rest = ${number};
      int position = offset;${axes.toReversed().join('')}`
}

/** out[i₀, i₁, …] = x[offset + Σ iₐ · strides[a]]; where whole texels move, sizes and strides are counted in texels. */
export function createArrange(gpu: Gpu): Kernels['arrange'] {
  const named = { reads: ['x'], writes: ['result'] } as const
  const texels = gpu.family((rank: number) => ({
    ...named,
    name: 'arrange texels',
    integers: ['offset', ...integersOf(rank).flat()],
    texel: `${walk(rank, 't')}
      result = xTexel(position);`,
  }))
  const elements = gpu.family((rank: number) => ({
    ...named,
    name: 'arrange',
    integers: ['offset', ...integersOf(rank).flat()],
    element: `${walk(rank, 'i')}
      result = x(position);`,
  }))
  return ({ x, out, shape, strides, offset }) => {
    if (out.length === 0) return
    const axes = mergeAxes(shape, strides)
    const rank = axes.length
    if (movesTexels(axes, offset))
      texels(rank).launch({ x, result: out, offset: offset / LANES, ...axisValues(inTexels(axes)) })
    else elements(rank).launch({ x, result: out, offset, ...axisValues(axes) })
  }
}

/** Whether the last axis is dense and everything else lies at multiples of a texel. */
function movesTexels(axes: readonly Axis[], offset: number): boolean {
  const last = axes.at(-1)
  if (last === undefined || last.stride !== 1 || offset % LANES !== 0) return false
  if (axes.length === 1) return true
  return last.size % LANES === 0 && axes.slice(0, -1).every(({ stride }) => stride % LANES === 0)
}

/** The same walk over texels; a single axis may end within one. */
function inTexels(axes: readonly Axis[]): readonly Axis[] {
  return axes.map(({ size, stride }, axis) =>
    axis === axes.length - 1 ? { size: Math.ceil(size / LANES), stride: 1 } : { size, stride: stride / LANES },
  )
}
