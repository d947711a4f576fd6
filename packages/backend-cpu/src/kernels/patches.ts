import type { Kernels } from '@evenkeel/core/backend'
import { words } from '../buffer.js'
import { copyWords } from './copy-words.js'

/** im2col: out[group][position][tap][channel of the group], zero where a tap lies in the padding. */
export const patches: Kernels['patches'] = ({ x, out, window, groups }) => {
  const { batch, height, width, channels, kernelHeight, kernelWidth, outHeight, outWidth } = window
  const input = words(x)
  const output = words(out)
  const groupChannels = channels / groups
  output.fill(0)

  let to = 0
  for (let group = 0; group < groups; group++) {
    for (let sample = 0; sample < batch; sample++) {
      for (let r = 0; r < outHeight; r++) {
        const top = r * window.strideHeight - window.paddingTop
        for (let c = 0; c < outWidth; c++) {
          const left = c * window.strideWidth - window.paddingLeft
          for (let i = 0; i < kernelHeight; i++) {
            const row = top + i * window.dilationHeight
            const line = (sample * height + row) * width
            for (let j = 0; j < kernelWidth; j++, to += groupChannels) {
              const column = left + j * window.dilationWidth
              if (row < 0 || row >= height || column < 0 || column >= width) continue
              copyWords(input, (line + column) * channels + group * groupChannels, output, to, groupChannels)
            }
          }
        }
      }
    }
  }
}
