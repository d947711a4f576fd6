import type { Kernels, PoolOp } from '@evenkeel/core/backend'
import { bits } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { geometryOf, type Geometry } from './geometry.js'
import { COVERED_PLACES } from './places.js'

type Key = Geometry & { readonly op: PoolOp }

/** Statements of `take`: what a value at a place does to the best so far and to the winner's place. */
const TAKE: Readonly<Record<PoolOp, string>> = {
  max: `
  if (winner >= 0.0 && (isNaN(best) || !(isNaN(v) || v > best))) return;
  best = v;
  winner = place;`,
  sum: 'best += v;',
}

/** Maxima or sums over windows, in row-major order; the places of the maxima are a second render target. */
export function createPool(gpu: Gpu): Kernels['pool'] {
  const values = gpu.family((key: Key) => ({ ...pooling(key, 'result = best;'), writes: ['result'] }))
  const valuesAndPlaces = gpu.family((key: Key) => ({
    ...pooling(key, 'result = best; places = winner;'),
    writes: ['result', 'places'],
  }))
  return ({ x, out, where, window, op }) => {
    const key = { ...geometryOf(window), op }
    if (where === null) values(key).launch({ x, result: out })
    else valuesAndPlaces(key).launch({ x, result: out, places: where })
  }
}

/** All of the program but its outputs, which `assignments` makes of `best` and `winner`. */
function pooling({ op, ...geometry }: Key, assignments: string) {
  const texels = geometry.channels % LANES === 0
  const [at, type, value] = texels ? ['t', 'vec4', 'xTexel'] : ['i', 'float', 'x']
  const parts = texels ? ['.x', '.y', '.z', '.w'] : ['']
  const body = `
      int channel = ${at} % span;
      int position = ${at} / span;
      int plane = position / (outWidth * outHeight);
      ${type} best = ${type}(${op === 'max' ? '-INFINITY' : '0.0'});
      ${type} winner = ${type}(-1.0);
      for (int kernelRow = 0; kernelRow < kernelHeight; kernelRow++) {
        int row = inputRow((position / outWidth) % outHeight, kernelRow);
        if (row < 0 || row >= height) continue;
        for (int kernelColumn = 0; kernelColumn < kernelWidth; kernelColumn++) {
          int column = inputColumn(position % outWidth, kernelColumn);
          if (column < 0 || column >= width) continue;
          int place = row * width + column;
          ${type} v = ${value}((plane * height * width + place) * span + channel);
          ${parts.map((part) => `take(v${part}, float(place), best${part}, winner${part});`).join(' ')}
        }
      }
      ${assignments}`
  return {
    name: `pool ${op}`,
    reads: ['x'],
    constants: { ...geometry, span: texels ? geometry.channels / LANES : geometry.channels },
    functions: [bits],
    helpers: `${COVERED_PLACES}
void take(float v, float place, inout float best, inout float winner) {${TAKE[op]}
}`,
    ...(texels ? { texel: body } : { element: body }),
  } as const
}
