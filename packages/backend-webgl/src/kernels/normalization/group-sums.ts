import type { Buffer } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { tilesOf } from './channels.js'

/** Sums of each channel of each group, and what becomes of them. */
export interface GroupSums {
  readonly sum: Buffer
  readonly product: Buffer
  readonly groups: number
  readonly dbeta: Buffer
  readonly dgamma: Buffer
}

/** dbeta = Σ sum and dgamma = Σ product over the groups: [groups, channels] → [channels], in tiles where they are many. */
export function createGroupSums(gpu: Gpu): (args: GroupSums) => void {
  const program = gpu.program({
    name: 'sums over groups',
    reads: ['sums', 'products'],
    writes: ['sumOut', 'productOut'],
    integers: ['groups', 'channels', 'tile'],
    element: `
      int from = (i / channels) * tile;
      int end = min(groups, from + tile);
      sumOut = 0.0;
      productOut = 0.0;
      for (int k = from; k < end; k++) {
        sumOut += sums(k * channels + i % channels);
        productOut += products(k * channels + i % channels);
      }`,
  })
  return ({ sum, product, groups, dbeta, dgamma }) => {
    const channels = dbeta.length
    const { tile, tiles } = tilesOf({ groups: 1, outer: groups, channels, inner: 1 })
    const outputs = { sumOut: dbeta, productOut: dgamma }
    if (tiles === 1) {
      program.launch({ sums: sum, products: product, ...outputs, groups, channels, tile })
      return
    }
    const [sums, products] = [gpu.temporary(tiles * channels), gpu.temporary(tiles * channels)]
    const partials = { sumOut: sums, productOut: products }
    program.launch({ sums: sum, products: product, ...partials, groups, channels, tile })
    program.launch({ sums, products, ...outputs, groups: tiles, channels, tile: tiles })
    gpu.release(sums)
    gpu.release(products)
  }
}
