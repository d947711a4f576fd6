import type { View } from '@evenkeel/core/backend'
import { LANES } from '../../texture/layout.js'
import { VIEW_INTEGERS, type Body, type Form } from './view.js'

/** Longest channel that one fragment goes through alone. */
const SINGLE_TILE = 64

/** How the elements of a channel are cut; what each tile gives is stored as [tiles, entries]. */
export interface Tiles {
  /** Elements of a tile, whole texels. */
  readonly tile: number
  readonly tiles: number
}

/** About √n tiles of about √n elements, and one tile for short channels: by the shape alone. */
export function tilesOf({ outer, inner }: View): Tiles {
  const n = outer * inner
  if (n <= SINGLE_TILE) return { tile: SINGLE_TILE, tiles: 1 }
  const tile = Math.ceil(Math.sqrt(n) / LANES) * LANES
  return { tile, tiles: Math.ceil(n / tile) }
}

/** Integers of a program that goes through tiles of channels; `entries` = groups · channels. */
export const TILE_INTEGERS: readonly (TileSizes | (typeof VIEW_INTEGERS)[number])[] = [
  ...VIEW_INTEGERS,
  'entries',
  'tile',
]

type TileSizes = 'entries' | 'tile'

/** GLSL for programs that sum over tiles of channels, such that each of them is written once for all forms. */
export interface Walk {
  /** Type of what is computed for an entry, or for four. */
  readonly type: 'float' | 'vec4'
  /** Type of what one turn of the loop reads and adds up. */
  readonly lane: 'float' | 'vec4'
  /** The total, of `type`, of a variable of type `lane`. */
  fold(variable: string): string
  /** Statements for each element of the tile, in order. */
  each(statements: string): string
  /** Within {@link each}: what a buffer of the view holds. */
  element(name: string): string
  /** Within {@link each}: the weight. */
  weight(name: string): string
  /** What a vector of statistics holds. */
  coefficient(name: string): string
  /** The same for a vector that the groups share. */
  shared(name: string): string
  body(statements: string): Body
}

/** Uses {@link TILE_INTEGERS}. Elements of the tile are those from `from` to `end`. */
export function walk(form: Form): Walk {
  const texel = form !== 'any'
  const rows = form === 'rows'
  const advance = form === 'columns' ? LANES : 1
  const places = (first: string): string => `
    int entry = ${first} % entries;
    int group = entry / channels;
    int channel = entry % channels;
    int n = outer * inner;
    int from = (${first} / entries) * tile;
    int end = min(n, from + tile);`
  return {
    type: rows ? 'vec4' : 'float',
    lane: texel ? 'vec4' : 'float',
    fold: (name) => (form === 'columns' ? `((${name}.x + ${name}.y) + (${name}.z + ${name}.w))` : name),
    each: (statements) => `{
      int within = from % inner;
      int at = ((group * outer + from / inner) * channels + channel) * inner + within;
      for (int j = from; j < end; j += ${advance}) {
        ${statements}
        at += ${advance};
        within += ${advance};
        if (within == inner) {
          within = 0;
          at += (channels - 1) * inner;
        }
      }
    }`,
    element: (name) => (texel ? `${name}Texel(at >> 2)` : `${name}(at)`),
    weight: (name) => {
      const place = 'group * n + j'
      if (rows) return `vec4(${name}(${place}))`
      return texel ? `${name}Texel((${place}) >> 2)` : `${name}(${place})`
    },
    coefficient: (name) => (rows ? `${name}Texel(entry >> 2)` : `${name}(entry)`),
    shared: (name) => (rows ? `${name}Texel(channel >> 2)` : `${name}(channel)`),
    body: (statements) => (rows ? { texel: places('(4 * t)') + statements } : { element: places('i') + statements }),
  }
}

/** GLSL for programs that put together what the tiles of each entry gave. */
export interface Merge {
  readonly type: 'float' | 'vec4'
  /** Statements for each tile, in order. */
  each(statements: string): string
  /** Within {@link each}: what a tile gave. */
  partial(name: string): string
  /** What a vector of statistics holds. */
  coefficient(name: string): string
  /** The same for a vector that the groups share; uses the integer `channels`. */
  shared(name: string): string
  body(statements: string): Body
}

/** Uses the integer `tiles`. `vector`: four entries at once, where channels (hence entries) are a multiple of four. */
export function merge(vector: boolean): Merge {
  const each = (statements: string): string => `for (int k = 0; k < tiles; k++) { ${statements} }`
  if (vector) {
    return {
      type: 'vec4',
      each,
      partial: (name) => `${name}Texel(k * (outLength >> 2) + t)`,
      coefficient: (name) => `${name}Texel(t)`,
      shared: (name) => `${name}Texel(t % (channels >> 2))`,
      body: (texel) => ({ texel }),
    }
  }
  return {
    type: 'float',
    each,
    partial: (name) => `${name}(k * outLength + i)`,
    coefficient: (name) => `${name}(i)`,
    shared: (name) => `${name}(i % channels)`,
    body: (element) => ({ element }),
  }
}
