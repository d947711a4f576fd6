import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, output, values } = await openDevice()

/** Philox-4x32-10 in exact integers. */
function philoxExact(counter: bigint[], seed: bigint): bigint[] {
  const word = 0xffffffffn
  let [c0, c1, c2, c3] = counter
  let [k0, k1] = [seed, 0n]
  for (let round = 0; round < 10; round++) {
    const [p0, p1] = [c0 * 0xd2511f53n, c2 * 0xcd9e8d57n]
    ;[c0, c1, c2, c3] = [(p1 >> 32n) ^ c1 ^ k0, p1 & word, (p0 >> 32n) ^ c3 ^ k1, p0 & word]
    ;[k0, k1] = [(k0 + 0x9e3779b9n) & word, (k1 + 0xbb67ae85n) & word]
  }
  return [c0, c1, c2, c3]
}

const [SEED, STREAM, OFFSET] = [0xdeadbeef, 7, 0x80000001]
const place = { seed: SEED, stream: STREAM, offset: OFFSET }
const uniforms = (length: number): number[] =>
  Array.from({ length }, (_, i) => {
    const counter = [BigInt(Math.floor(i / 4)), BigInt(OFFSET), BigInt(STREAM), 0n]
    return Number(philoxExact(counter, BigInt(SEED))[i % 4] >> 8n) / 2 ** 24
  })

describe('random', () => {
  test.each([0, 1, 3, 4, 101])('%i uniform numbers, bit for bit', (length) => {
    const out = output(length)
    kernels.random({ out, distribution: 'uniform', ...place })
    expect(values(out)).toEqual(uniforms(length))
  })

  test('normal numbers are Box and Muller of the words in pairs', () => {
    const out = output(7)
    kernels.random({ out, distribution: 'normal', ...place })
    const u = uniforms(8)
    const expected = u.map((_, i) => {
      const pair = i - (i % 2)
      const radius = Math.sqrt(-2 * Math.log(u[pair] + 2 ** -24))
      return radius * (i % 2 === 0 ? Math.cos(2 * Math.PI * u[pair + 1]) : Math.sin(2 * Math.PI * u[pair + 1]))
    })
    expectClose(values(out), expected.slice(0, 7))
  })

  test('normal numbers have mean 0 and variance 1', () => {
    const out = output(40_000)
    kernels.random({ out, distribution: 'normal', ...place })
    const numbers = values(out)
    const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length
    const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(numbers.length))
    expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / numbers.length))
  })
})

describe('dropout', () => {
  test.each([0, 0.3, 0.5])('rate %d keeps where the uniform number is not below it', (rate) => {
    const x = randomFloats(101, 1)
    const [y, mask] = [output(101), output(101)]
    kernels.dropout({ x: floats(x), y, mask, rate, ...place })
    const expected = uniforms(101).map((u) => (u >= rate ? Math.fround(1 / (1 - rate)) : 0))
    expect(values(mask)).toEqual(expected)
    expectClose(
      values(y),
      x.map((value, i) => value * expected[i]),
    )
  })
})
