/** Philox-4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011). */
const ROUNDS = 10
const MULTIPLIERS = [0xd2511f53n, 0xcd9e8d57n] as const
const WEYL = [0x9e3779b9n, 0xbb67ae85n] as const
const WORD = 0xffffffffn

/** The four words of the block with the given counter and key; all words are 32-bit integers. */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): [number, number, number, number] {
  let [c0, c1, c2, c3] = counter.map((word) => BigInt(word) & WORD)
  let [k0, k1] = key.map((word) => BigInt(word) & WORD)
  for (let round = 0; round < ROUNDS; round++) {
    const product0 = MULTIPLIERS[0] * c0
    const product1 = MULTIPLIERS[1] * c2
    ;[c0, c1, c2, c3] = [(product1 >> 32n) ^ c1 ^ k0, product1 & WORD, (product0 >> 32n) ^ c3 ^ k1, product0 & WORD]
    k0 = (k0 + WEYL[0]) & WORD
    k1 = (k1 + WEYL[1]) & WORD
  }
  return [Number(c0), Number(c1), Number(c2), Number(c3)]
}
