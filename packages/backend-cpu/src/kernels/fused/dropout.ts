import { fillUniform, type CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'

/** y = x·mask with a mask of 0 and 1 / (1 − rate), drawn as `random` draws. */
export const dropout: CompleteKernels['dropout'] = ({ x, y, mask, rate, ...sequence }) => {
  const input = floats(x)
  const output = floats(y)
  const masks = floats(mask)
  const kept = Math.fround(1 / (1 - rate))
  fillUniform(masks, sequence)
  for (let i = 0; i < output.length; i++) {
    const factor = masks[i] >= rate ? kept : 0
    masks[i] = factor
    output[i] = input[i] * factor
  }
}
