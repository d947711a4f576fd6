import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { geometryOf, type Geometry } from './geometry.js'
import { COVERING_WINDOWS } from './places.js'

/** Each input element gathers from the windows that cover it, kernel elements in order. */
export function createUnpatches(gpu: Gpu): Kernels['unpatches'] {
  const programs = gpu.family(({ groups, ...geometry }: Geometry & { readonly groups: number }) => {
    const perGroup = geometry.channels / groups
    const texels = perGroup % LANES === 0
    const lanes = texels ? LANES : 1
    const [at, type, value] = texels ? ['t', 'vec4', 'doutTexel'] : ['i', 'float', 'dout']
    // All lengths are in elements, or in texels.
    const body = `
      int channel = ${at} % span;
      int group = (${at} / span) % groups;
      int place = ${at} / (span * groups);
      int column = place % width;
      int row = (place / width) % height;
      int plane = place / (width * height);
      ${type} total = ${type}(0.0);
      for (int kernelRow = 0; kernelRow < kernelHeight; kernelRow++) {
        int r = outputRow(row, kernelRow);
        if (r < 0) continue;
        for (int kernelColumn = 0; kernelColumn < kernelWidth; kernelColumn++) {
          int c = outputColumn(column, kernelColumn);
          if (c < 0) continue;
          int position = group * positions + (plane * outHeight + r) * outWidth + c;
          int tap = kernelRow * kernelWidth + kernelColumn;
          total += ${value}((position * kernelHeight * kernelWidth + tap) * span + channel);
        }
      }
      result = total;`
    return {
      name: 'unpatches',
      reads: ['dout'],
      writes: ['result'],
      integers: ['positions'],
      constants: { ...geometry, groups, span: perGroup / lanes },
      helpers: COVERING_WINDOWS,
      ...(texels ? { texel: body } : { element: body }),
    }
  })
  return ({ dout, dx, window, groups }) => {
    const positions = window.batch * window.outHeight * window.outWidth
    programs({ ...geometryOf(window), groups }).launch({ dout, result: dx, positions })
  }
}
