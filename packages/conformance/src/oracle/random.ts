import { philox } from './philox.js'
import type { Oracle } from './reference.js'
import { onlyOut } from './reference.js'

/** The words of the counter-based generator at places 0 … length−1. */
function wordsAt(length: number, seed: number, stream: number, offset: number): number[] {
  const blocks = Array.from({ length: Math.ceil(length / 4) }, (_, block) =>
    philox([block, offset, stream, 0], [seed, 0]),
  )
  return blocks.flat()
}

const unit = (word: number): number => (word >>> 8) * 2 ** -24

/** Box and Muller: each pair of words gives two numbers. */
function normals(words: readonly number[]): number[] {
  return words.map((_, i) => {
    const first = words[i - (i % 2)]
    const second = words[i - (i % 2) + 1]
    const radius = Math.sqrt(-2 * Math.log(((first >>> 8) + 1) * 2 ** -24))
    const angle = 2 * Math.PI * unit(second)
    return radius * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle))
  })
}

export const random: Oracle<'random'> = ({ out, distribution, seed, stream, offset }) => {
  const words = wordsAt(out.length, seed, stream, offset)
  if (distribution === 'uniform') return onlyOut(words.map(unit).slice(0, out.length))
  const values = normals(words).slice(0, out.length)
  return onlyOut(
    values,
    values.map(() => 1),
  )
}

export const dropout: Oracle<'dropout'> = ({ x, rate, seed, stream, offset }) => {
  const words = wordsAt(x.length, seed, stream, offset)
  const mask = Array.from(x, (_, i) => (unit(words[i]) >= rate ? 1 / (1 - rate) : 0))
  return { y: { values: mask.map((kept, i) => kept * x[i]) }, mask: { values: mask } }
}
