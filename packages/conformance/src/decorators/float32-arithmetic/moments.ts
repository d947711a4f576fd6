import type { KernelArguments, View } from '@evenkeel/core/backend'
import type { Memory } from './memory.js'
import { TILE } from './sums.js'

const f = Math.fround

/** Statistics of a part of a channel, all float32; the mean is center + residual. */
interface Part {
  readonly count: number
  readonly center: number
  readonly residual: number
  readonly m2: number
}

const NOTHING: Part = { count: 0, center: 0, residual: 0, m2: 0 }

/** The contract's float32 recipe: m = mean, lo = mean(x − m), m2 = Σ((x − m) − lo)². */
function partOf(values: readonly number[], weights: readonly number[]): Part {
  const sum = (term: (i: number) => number): number => {
    let total = 0
    for (let i = 0; i < values.length; i++) if (weights[i] !== 0) total = f(total + f(weights[i] * f(term(i))))
    return total
  }
  const count = sum(() => 1)
  if (count === 0) return NOTHING
  const center = f(sum((i) => values[i]) / count)
  const residual = f(sum((i) => values[i] - center) / count)
  const m2 = sum((i) => {
    const deviation = f(f(values[i] - center) - residual)
    return deviation * deviation
  })
  return { count, center, residual, m2 }
}

/** Chan, Golub and LeVeque 1979, with the mean carried as two floats. */
function merged(a: Part, b: Part): Part {
  if (a.count === 0) return b
  if (b.count === 0) return a
  const count = f(a.count + b.count)
  const delta = f(f(b.center - a.center) + f(b.residual - a.residual))
  const share = f(b.count / count)
  const moved = f(a.residual + f(delta * share))
  const center = f(a.center + moved)
  const residual = f(f(a.center - center) + moved)
  const between = f(f(f(delta * delta) * a.count) * share)
  return { count, center, residual, m2: f(f(a.m2 + b.m2) + between) }
}

/** Positions of the elements of one channel of one group, with their weights' positions. */
function* positionsOf({ outer, channels, inner }: View, group: number, channel: number): Generator<[number, number]> {
  for (let o = 0; o < outer; o++)
    for (let i = 0; i < inner; i++) {
      const row = group * outer + o
      yield [(row * channels + channel) * inner + i, row * inner + i]
    }
}

function channelMoments(
  x: ArrayLike<number>,
  weights: ArrayLike<number> | null,
  positions: Iterable<[number, number]>,
): Part {
  let result = NOTHING
  let tile: { values: number[]; weights: number[] } = { values: [], weights: [] }
  const flush = (): void => {
    result = merged(result, partOf(tile.values, tile.weights))
    tile = { values: [], weights: [] }
  }
  for (const [index, weight] of positions) {
    tile.values.push(x[index])
    tile.weights.push(weights === null ? 1 : weights[weight])
    if (tile.values.length === TILE) flush()
  }
  flush()
  return result
}

export function momentsInFloat32(memory: Memory, args: KernelArguments<'moments'>): void {
  const { x, weights, count, center, residual, m2, view } = args
  const values = memory.read(x)
  const weightValues = weights === null ? null : memory.read(weights)
  const parts: Part[] = []
  for (let group = 0; group < view.groups; group++)
    for (let channel = 0; channel < view.channels; channel++)
      parts.push(channelMoments(values, weightValues, positionsOf(view, group, channel)))
  memory.write(
    count,
    Float32Array.from(parts, (part) => part.count),
  )
  memory.write(
    center,
    Float32Array.from(parts, (part) => part.center),
  )
  memory.write(
    residual,
    Float32Array.from(parts, (part) => part.residual),
  )
  memory.write(
    m2,
    Float32Array.from(parts, (part) => part.m2),
  )
}
