/** The quantiles of the paper's Figure 1 (Ioffe and Szegedy 2015). */
const SHARES = [0.15, 0.5, 0.85] as const
/** Values that are looked at. */
const SAMPLE = 8192
const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2

/** The 15, 50 and 85 % quantiles of values, of a sample of them where they are many. */
export function quantilesOf(values: ArrayLike<number>): [low: number, median: number, high: number] {
  const { length } = values
  // Multiples of the golden ratio spread evenly and fall into step with no number of channels.
  const at = (i: number): number => (length <= SAMPLE ? i : Math.floor(((i * GOLDEN_RATIO) % 1) * length))
  const sorted = Float32Array.from({ length: Math.min(length, SAMPLE) }, (_, i) => values[at(i)]).sort()
  const [low, median, high] = SHARES.map((share) => sorted[Math.floor(share * (sorted.length - 1))])
  return [low, median, high]
}
