import { fillNormal, fillUniform } from '../random/index.js'
import type { InitializerRandom } from './initializer.js'

/** Successive draws from one stream of a seed (Philox-4x32-10): draw number d takes offset d. */
export function initializerRandom(seed: number, stream: number): InitializerRandom {
  let offset = 0
  const draw = (length: number, fill: typeof fillUniform): Float32Array => {
    const out = new Float32Array(length)
    fill(out, { seed, stream, offset: offset++ })
    return out
  }
  return {
    uniform: (length) => draw(length, fillUniform),
    normal: (length) => draw(length, fillNormal),
  }
}
