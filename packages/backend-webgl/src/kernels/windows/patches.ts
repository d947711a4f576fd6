import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { geometryOf, type Geometry } from './geometry.js'
import { COVERED_PLACES } from './places.js'

/** im2col, group by group; texel by texel where the channels of a group are whole texels. */
export function createPatches(gpu: Gpu): Kernels['patches'] {
  const programs = gpu.family(({ groups, ...geometry }: Geometry & { readonly groups: number }) => {
    const perGroup = geometry.channels / groups
    const texels = perGroup % LANES === 0
    const lanes = texels ? LANES : 1
    const [at, zero, value] = texels ? ['t', 'vec4(0.0)', 'xTexel'] : ['i', '0.0', 'x']
    // All lengths are in elements, or in texels.
    const body = `
      int channel = ${at} % span;
      int tap = (${at} / span) % taps;
      int position = (${at} / (span * taps)) % positions;
      int group = ${at} / (span * taps * positions);
      int row = inputRow((position / outWidth) % outHeight, tap / kernelWidth);
      int column = inputColumn(position % outWidth, tap % kernelWidth);
      int plane = position / (outWidth * outHeight);
      bool inside = row >= 0 && row < height && column >= 0 && column < width;
      int from = ((plane * height + row) * width + column) * groups * span + group * span + channel;
      result = inside ? ${value}(from) : ${zero};`
    return {
      name: 'patches',
      reads: ['x'],
      writes: ['result'],
      integers: ['positions'],
      constants: { ...geometry, groups, span: perGroup / lanes, taps: geometry.kernelHeight * geometry.kernelWidth },
      helpers: COVERED_PLACES,
      ...(texels ? { texel: body } : { element: body }),
    }
  })
  return ({ x, out, window, groups }) => {
    const positions = window.batch * window.outHeight * window.outWidth
    programs({ ...geometryOf(window), groups }).launch({ x, result: out, positions })
  }
}
