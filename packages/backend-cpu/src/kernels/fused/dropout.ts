import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import { drawBlock, uniform } from './random.js'

/** y = x·mask with a mask of 0 and 1 / (1 − rate), drawn as `random` draws. */
export const dropout: CompleteKernels['dropout'] = ({ x, y, mask, rate, seed, stream, offset }) => {
  const input = floats(x)
  const output = floats(y)
  const masks = floats(mask)
  const kept = Math.fround(1 / (1 - rate))
  const block = new Uint32Array(4)
  for (let i = 0; i < output.length; i += 4) {
    drawBlock(block, i / 4, seed, stream, offset)
    const end = Math.min(i + 4, output.length)
    for (let j = i; j < end; j++) {
      const factor = uniform(block[j - i]) >= rate ? kept : 0
      masks[j] = factor
      output[j] = input[j] * factor
    }
  }
}
