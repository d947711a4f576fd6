import type { Layer } from '../layers/index.js'

/**
 * Names the layers inside `layer` that have no name (kind, and a number from the second on, as Keras does: dense,
 * dense_1), and gives layers and variables their paths: block/dense_1, block/dense_1/kernel.
 */
export function namePaths(layer: Layer, prefix: string): void {
  const taken = new Set(layer.sublayers.map((sublayer) => sublayer.name))
  for (const sublayer of layer.sublayers) {
    if (sublayer.name === '') sublayer.name = freeName(sublayer.kind, taken)
    taken.add(sublayer.name)
    sublayer.path = `${prefix}${sublayer.name}`
    for (const variable of sublayer.ownVariables) variable.path = `${sublayer.path}/${variable.name}`
    namePaths(sublayer, `${sublayer.path}/`)
  }
}

function freeName(kind: string, taken: ReadonlySet<string>): string {
  const base = kind.charAt(0).toLowerCase() + kind.slice(1)
  for (let number = 0; ; number++) {
    const name = number === 0 ? base : `${base}_${number}`
    if (!taken.has(name)) return name
  }
}
