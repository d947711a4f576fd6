import type { Kernels } from '@evenkeel/core/backend'
import { floats, integers, words } from '../buffer.js'

/** Between the dtypes; float32 to int32 rounds towards zero. */
export const cast: Kernels['cast'] = ({ x, out }) => {
  if (x.dtype === out.dtype) {
    words(out).set(words(x))
  } else if (out.dtype === 'int32') {
    const input = floats(x)
    const output = integers(out)
    for (let i = 0; i < output.length; i++) output[i] = Math.trunc(input[i])
  } else {
    const input = integers(x)
    const output = floats(out)
    for (let i = 0; i < output.length; i++) output[i] = input[i]
  }
}
