import type { CompleteKernels } from '@evenkeel/core/backend'
import { floats } from '../../buffer.js'
import { philox } from './philox.js'

/** 2⁻²⁴, the distance of neighbouring uniform numbers. */
const ULP = 2 ** -24

/** Uniform or normal numbers from blocks of four Philox words. */
export const random: CompleteKernels['random'] = ({ out, distribution, seed, stream, offset }) => {
  const output = floats(out)
  const block = new Uint32Array(4)
  for (let i = 0; i < output.length; i += 4) {
    drawBlock(block, i / 4, seed, stream, offset)
    const end = Math.min(i + 4, output.length)
    for (let j = i; j < end; j++) output[j] = distribution === 'uniform' ? uniform(block[j - i]) : normal(block, j - i)
  }
}

/** The four words of elements 4·index to 4·index + 3. */
export function drawBlock(block: Uint32Array, index: number, seed: number, stream: number, offset: number): void {
  block[0] = index
  block[1] = offset
  block[2] = stream
  block[3] = 0
  philox(block, seed, 0)
}

/** The number in [0, 1) that the upper 24 bits of a word stand for. */
export function uniform(word: number): number {
  return (word >>> 8) * ULP
}

/** Box and Muller 1958: words 0 and 1 make two normal numbers, words 2 and 3 two more. */
function normal(block: Uint32Array, place: number): number {
  const pair = place & 2
  const radius = Math.sqrt(-2 * Math.log(uniform(block[pair]) + ULP))
  const angle = 2 * Math.PI * uniform(block[pair + 1])
  return radius * (place === pair ? Math.cos(angle) : Math.sin(angle))
}
