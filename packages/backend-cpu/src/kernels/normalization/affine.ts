import type { Kernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import type { AffinePass } from './affine-pass.js'
import { forEachBlock } from './blocks.js'
import { loadCoefficients } from './load-coefficients.js'

/** y = (x − center)·scale + shift by channel. */
export function createAffine(pass: AffinePass): Kernels['affine'] {
  return ({ x, center, scale, shift, y, view }) => {
    const input = floats(x)
    const output = floats(y)
    const [centers, scales, shifts] = [floats(center), floats(scale), floats(shift)]
    forEachBlock(view, (block, _group, coefficient) => {
      loadCoefficients(centers, coefficient, block.width, pass.center)
      loadCoefficients(scales, coefficient, block.width, pass.scale)
      loadCoefficients(shifts, coefficient, block.width, pass.shift)
      pass.run(input, output, block)
    })
  }
}
