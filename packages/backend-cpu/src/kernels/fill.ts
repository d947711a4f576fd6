import type { Kernels } from '@evenkeel/core/backend'
import { integers, floats } from '../buffer.js'

/** out[i] = value, in either dtype. */
export const fill: Kernels['fill'] = ({ out, value }) => {
  if (out.dtype === 'int32') integers(out).fill(value)
  else floats(out).fill(value)
}
