import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import type { BiaffinePass } from './biaffine-pass.js'
import { forEachBlock } from './blocks.js'
import { loadCoefficients } from './load-coefficients.js'

/** dx = a·((dy + w·d) + w·b·(x − center)) by channel. */
export function createBiaffine(pass: BiaffinePass): Kernels['biaffine'] {
  return ({ dy, x, weights, center, a, b, d, dx, view }) => {
    const gradient = floats(dy)
    const input = floats(x)
    const weightOf = weights === null ? null : floats(weights)
    const output = floats(dx)
    const [centers, as, bs, ds] = [floats(center), floats(a), floats(b), floats(d)]
    forEachBlock(view, (block, _group, coefficient) => {
      loadCoefficients(centers, coefficient, block.width, pass.center)
      loadCoefficients(as, coefficient, block.width, pass.a)
      loadCoefficients(bs, coefficient, block.width, pass.b)
      loadCoefficients(ds, coefficient, block.width, pass.d)
      pass.run(gradient, input, weightOf, output, block)
    })
  }
}
