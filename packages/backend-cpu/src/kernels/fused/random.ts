import { fillNormal, fillUniform, type CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'

/** Uniform or normal numbers, the contract's own generator writing straight into the buffer. */
export const random: CompleteKernels['random'] = ({ out, distribution, ...sequence }) => {
  if (distribution === 'uniform') fillUniform(floats(out), sequence)
  else fillNormal(floats(out), sequence)
}
