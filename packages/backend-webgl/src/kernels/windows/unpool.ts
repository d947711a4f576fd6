import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { geometryOf, type Geometry } from './geometry.js'
import { COVERING_WINDOWS } from './places.js'

/** Each input element gathers from the windows that cover it: from all, or from those in which it won. */
export function createUnpool(gpu: Gpu): Kernels['unpool'] {
  const programs = gpu.family(({ follow, ...geometry }: Geometry & { readonly follow: 'winners' | 'all' }) => {
    const texels = geometry.channels % LANES === 0
    const [at, type, suffix] = texels ? ['t', 'vec4', 'Texel'] : ['i', 'float', '']
    const parts = texels ? ['.x', '.y', '.z', '.w'] : ['']
    const winners = `
          ${type} winner = places${suffix}(from);
          ${parts.map((part) => `if (int(winner${part}) == place) total${part} += gradient${part};`).join(' ')}`
    const all = `
          total += gradient;`
    const body = `
      int channel = ${at} % span;
      int place = (${at} / span) % (width * height);
      int plane = ${at} / (span * width * height);
      ${type} total = ${type}(0.0);
      for (int kernelRow = 0; kernelRow < kernelHeight; kernelRow++) {
        int r = outputRow(place / width, kernelRow);
        if (r < 0) continue;
        for (int kernelColumn = 0; kernelColumn < kernelWidth; kernelColumn++) {
          int c = outputColumn(place % width, kernelColumn);
          if (c < 0) continue;
          int from = ((plane * outHeight + r) * outWidth + c) * span + channel;
          ${type} gradient = dy${suffix}(from);${follow === 'winners' ? winners : all}
        }
      }
      result = total;`
    return {
      name: `unpool ${follow}`,
      reads: ['dy', 'places'],
      writes: ['result'],
      constants: { ...geometry, span: texels ? geometry.channels / LANES : geometry.channels },
      helpers: COVERING_WINDOWS,
      ...(texels ? { texel: body } : { element: body }),
    }
  })
  return ({ dy, where, dx, window }) => {
    const program = programs({ ...geometryOf(window), follow: where === null ? 'all' : 'winners' })
    program.launch({ dy, places: where ?? dy, result: dx })
  }
}
