import type { Buffer, Kernels } from '@evenkeel/core/backend'
import { bits, literal, roots } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'

/** Gradients of one launch; WebGL 2 promises 16 textures. */
const GRADIENTS = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7'] as const
const SIZES = ['size0', 'size1', 'size2', 'size3', 'size4', 'size5', 'size6', 'size7'] as const

/** Shortest tile, in elements. */
const SHORTEST_TILE = 64

/**
 * Sums of squares in three accumulators (Blue 1978, with the thresholds for float32): large numbers are scaled down and
 * small ones up by powers of two before they are squared, so that no square overflows or vanishes. The fourth lane of
 * the bins counts what is not finite.
 */
const BINS = `
const float LARGE = ${literal(2 ** 52)};
const float SMALL = ${literal(2 ** -63)};
const float SHRINK = ${literal(2 ** -76)};
const float UNSHRINK = ${literal(2 ** 76)};
const float GROW = ${literal(2 ** 75)};
const float UNGROW = ${literal(2 ** -75)};

void collect(float v, inout vec4 bins) {
  float size = abs(v);
  float large = v * SHRINK;
  float small = v * GROW;
  if (!isFinite(v)) bins.w += 1.0;
  else if (size > LARGE) bins.x += large * large;
  else if (size < SMALL) bins.z += small * small;
  else bins.y += v * v;
}

float rootOf(vec4 bins) {
  if (bins.x > 0.0) return exactSqrt(bins.x + (bins.y * SHRINK) * SHRINK) * UNSHRINK;
  if (bins.y > 0.0) return exactSqrt(bins.y + (bins.z * UNGROW) * UNGROW);
  return exactSqrt(bins.z) * UNGROW;
}`

/** Finds the gradient and the tile in it of which the texel is to tell, among those of this launch. */
const PLACES = `
  int rest = t - before;
  int which = 0;
  ${GRADIENTS.map((_, k) => `int tiles${k} = (size${k} + tile - 1) / tile;`).join('\n')}
  if (rest < 0 || rest >= ${GRADIENTS.map((_, k) => `tiles${k}`).join(' + ')}) discard;
  int size = size0;
  ${GRADIENTS.slice(1)
    .map(
      (_, k) => `if (which == ${k} && rest >= tiles${k}) { rest -= tiles${k}; which = ${k + 1}; size = size${k + 1}; }`,
    )
    .join('\n')}`

/** Bins of each tile of each gradient, one texel a tile; then their sum, ‖g‖ and the factor. */
export function createGuard(gpu: Gpu): NonNullable<Kernels['guard']> {
  const tilePrograms = gpu.program({
    name: 'guard, tiles',
    reads: GRADIENTS,
    writes: ['partial'],
    integers: [...SIZES, 'before', 'tile'],
    functions: [bits, roots],
    helpers: `
      ${BINS}
      vec4 gradientTexel(int which, int at) {
        ${GRADIENTS.map((name, k) => `if (which == ${k}) return ${name}Texel(at);`).join('\n')}
        return vec4(0.0);
      }`,
    texel: `
      ${PLACES}
      partial = vec4(0.0);
      int end = min(size, (rest + 1) * tile);
      for (int j = rest * tile; j < end; j += 4) {
        vec4 v = gradientTexel(which, j >> 2);
        collect(v.x, partial);
        if (j + 1 < end) collect(v.y, partial);
        if (j + 2 < end) collect(v.z, partial);
        if (j + 3 < end) collect(v.w, partial);
      }`,
  })
  const finishPrograms = gpu.family(({ limited }: { readonly limited: boolean }) => ({
    name: 'guard',
    reads: ['partial', 'loss'],
    writes: ['factor', 'norm'],
    integers: ['tiles'],
    floats: ['maxNorm'],
    functions: [bits, roots],
    helpers: BINS,
    element: `
      vec4 bins = vec4(0.0);
      for (int k = 0; k < tiles; k++) bins += partialTexel(k);
      norm = rootOf(bins);
      factor = ${limited ? 'norm <= maxNorm ? 1.0 : isInfinite(norm) ? 0.0 : maxNorm / norm' : '1.0'};
      if (bins.w > 0.0 || !isFinite(loss(0))) factor = 0.0;`,
  }))
  return ({ gradients, loss, factor, norm, maxNorm }) => {
    const total = gradients.reduce((sum, { length }) => sum + length, 0)
    const tile = Math.max(SHORTEST_TILE, Math.ceil(Math.sqrt(total) / LANES) * LANES)
    const tilesOf = ({ length }: Buffer): number => Math.ceil(length / tile)
    const tiles = gradients.reduce((sum, gradient) => sum + tilesOf(gradient), 0)
    const partial = gpu.temporary(tiles * LANES)
    let before = 0
    for (let start = 0; start < gradients.length; start += GRADIENTS.length) {
      const chunk = gradients.slice(start, start + GRADIENTS.length)
      tilePrograms.launch({ ...launchArguments(chunk), partial, before, tile })
      before += chunk.reduce((sum, gradient) => sum + tilesOf(gradient), 0)
    }
    finishPrograms({ limited: maxNorm !== null }).launch({ partial, loss, factor, norm, tiles, maxNorm: maxNorm ?? 0 })
    gpu.release(partial)
  }
}

type ChunkArguments = Record<(typeof GRADIENTS)[number], Buffer> & Record<(typeof SIZES)[number], number>

/** The gradients of a chunk with their sizes; places that are left over have size 0. */
function launchArguments(chunk: readonly Buffer[]): ChunkArguments {
  const buffers = GRADIENTS.map((name, k) => [name, chunk[k] ?? chunk[0]])
  const sizes = SIZES.map((name, k) => [name, chunk[k]?.length ?? 0])
  return Object.fromEntries([...buffers, ...sizes]) as ChunkArguments
}
