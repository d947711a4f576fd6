import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu, ProgramFamily } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { merge, TILE_INTEGERS, tilesOf, walk } from './channels.js'
import { lanes } from './lanes.js'
import { mergedMoments, MOMENT_PARTIALS, tileMoments } from './moments-source.js'
import { flattened, formOf, integersOf, type Form } from './view.js'

interface Key {
  readonly form: Form
  readonly weighted: boolean
}

const OUTPUTS = ['count', 'center', 'residual', 'm2'] as const

type Read = 'x' | 'weights'

/** Programs that compute the moments of each tile of x. */
export function createTileMoments(
  gpu: Gpu,
): ProgramFamily<Key, Read, (typeof TILE_INTEGERS)[number], (typeof OUTPUTS)[number]> {
  return gpu.family(({ form, weighted }: Key) => ({
    name: 'moments of tiles',
    reads: ['x', 'weights'],
    writes: OUTPUTS,
    integers: TILE_INTEGERS,
    functions: [lanes],
    ...walk(form).body(tileMoments(walk(form), weighted)),
  }))
}

/** Count, mean in two floats and centred second moment: tiles, then their union. */
export function createMoments(gpu: Gpu): Kernels['moments'] {
  const tilePrograms = createTileMoments(gpu)
  const mergePrograms = gpu.family(({ vector }: { readonly vector: boolean }) => ({
    name: 'moments',
    reads: MOMENT_PARTIALS,
    writes: OUTPUTS,
    integers: ['tiles'],
    functions: [lanes],
    ...merge(vector).body(mergedMoments(merge(vector))),
  }))
  return ({ x, weights, count, center, residual, m2, view }) => {
    const flat = flattened(view)
    const entries = count.length
    const { tile, tiles } = tilesOf(flat)
    const outputs = { count, center, residual, m2 }
    const ofTiles = tilePrograms({ form: formOf(flat), weighted: weights !== null })
    const read = { x, weights: weights ?? x, ...integersOf(flat), entries, tile }
    if (tiles === 1) {
      ofTiles.launch({ ...read, ...outputs })
      return
    }
    const [counts, centers, residuals, squares] = OUTPUTS.map(() => gpu.temporary(tiles * entries))
    ofTiles.launch({ ...read, count: counts, center: centers, residual: residuals, m2: squares })
    const vector = entries % LANES === 0
    mergePrograms({ vector }).launch({ counts, centers, residuals, squares, ...outputs, tiles })
    for (const partial of [counts, centers, residuals, squares]) gpu.release(partial)
  }
}
