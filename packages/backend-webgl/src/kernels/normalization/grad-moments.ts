import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { LANES } from '../../texture/layout.js'
import { merge, TILE_INTEGERS, tilesOf, walk, type Merge } from './channels.js'
import { flattened, formOf, integersOf, type Form } from './view.js'

/** Assigns sumOut and productOut: the totals of what tiles gave as sums and products. */
export function mergedSums({ type, each, partial }: Merge): string {
  return `
    sumOut = ${type}(0.0);
    productOut = ${type}(0.0);
    ${each(`sumOut += ${partial('sums')}; productOut += ${partial('products')};`)}`
}

/** sum = Σ dy and product = Σ dy · ((x − center) · scale + shift): tiles, then their totals. */
export function createGradMoments(gpu: Gpu): Kernels['gradMoments'] {
  const tilePrograms = gpu.family((form: Form) => {
    const { type, lane, fold, each, element, coefficient, body } = walk(form)
    const term = `(${element('x')} - c) * s + h`
    return {
      name: 'gradMoments of tiles',
      reads: ['dy', 'x', 'center', 'scale', 'shift'],
      writes: ['sumOut', 'productOut'],
      integers: TILE_INTEGERS,
      ...body(`
        ${type} c = ${coefficient('center')};
        ${type} s = ${coefficient('scale')};
        ${type} h = ${coefficient('shift')};
        ${lane} sums = ${lane}(0.0);
        ${lane} products = ${lane}(0.0);
        ${each(`${lane} g = ${element('dy')}; sums += g; products += g * (${term});`)}
        sumOut = ${fold('sums')};
        productOut = ${fold('products')};`),
    }
  })
  const mergePrograms = gpu.family(({ vector }: { readonly vector: boolean }) => ({
    name: 'gradMoments',
    reads: ['sums', 'products'],
    writes: ['sumOut', 'productOut'],
    integers: ['tiles'],
    ...merge(vector).body(mergedSums(merge(vector))),
  }))
  return ({ dy, x, center, scale, shift, sum, product, view }) => {
    const flat = flattened(view)
    const entries = sum.length
    const { tile, tiles } = tilesOf(flat)
    const ofTiles = tilePrograms(formOf(flat))
    const read = { dy, x, center, scale, shift, ...integersOf(flat), entries, tile }
    if (tiles === 1) {
      ofTiles.launch({ ...read, sumOut: sum, productOut: product })
      return
    }
    const [sums, products] = [gpu.temporary(tiles * entries), gpu.temporary(tiles * entries)]
    ofTiles.launch({ ...read, sumOut: sums, productOut: products })
    const vector = entries % LANES === 0
    mergePrograms({ vector }).launch({ sums, products, sumOut: sum, productOut: product, tiles })
    for (const partial of [sums, products]) gpu.release(partial)
  }
}
