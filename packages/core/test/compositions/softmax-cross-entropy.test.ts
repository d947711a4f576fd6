import { beforeAll, describe, expect, test } from 'vitest'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { differences, dot, normals, uniforms } from './support/numbers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

interface Given {
  logits: readonly number[]
  labels?: readonly number[]
  targets?: readonly number[]
  columns: number
  labelSmoothing?: number
  dloss?: readonly number[]
}

function crossEntropy({ logits, labels, targets, columns, labelSmoothing = 0, dloss }: Given) {
  const rows = logits.length / columns
  const [loss, probabilities, dlogits] = [lab.empty(rows), lab.empty(logits.length), lab.empty(logits.length)]
  const common = {
    labels: labels === undefined ? null : lab.integers(labels),
    targets: targets === undefined ? null : lab.floats(targets),
    probabilities,
    rows,
    columns,
    labelSmoothing,
  }
  lab.run('softmaxCrossEntropy', { ...common, logits: lab.floats(logits), loss })
  const upstream = lab.floats(dloss ?? new Array<number>(rows).fill(1))
  lab.run('softmaxCrossEntropyGradient', { ...common, dloss: upstream, dlogits })
  return { loss: lab.values(loss), probabilities: lab.values(probabilities), dlogits: lab.values(dlogits) }
}

const oneHot = (labels: readonly number[], columns: number) =>
  labels.flatMap((label) => Array.from({ length: columns }, (_, c) => (c === label ? 1 : 0)))

/** −Σ t·log softmax(logits) by rows in double precision, with smoothed targets. */
function oracle(logits: readonly number[], targets: readonly number[], columns: number, smoothing: number): number[] {
  return Array.from({ length: logits.length / columns }, (_, r) => {
    const row = logits.slice(r * columns, (r + 1) * columns)
    const t = targets.slice(r * columns, (r + 1) * columns)
    const total = t.reduce((sum, value) => sum + value, 0)
    const largest = Math.max(...row)
    const logTotal = largest + Math.log(row.reduce((sum, z) => sum + Math.exp(z - largest), 0))
    const smoothed = t.map((value) => (1 - smoothing) * value + (smoothing / columns) * total)
    return -smoothed.reduce((sum, value, c) => sum + value * (row[c] - logTotal), 0)
  })
}

const [ROWS, COLUMNS] = [5, 4]
const logits = normals(ROWS * COLUMNS, 1, 2)
const labels = [2, 0, 3, 3, 1]
const dloss = normals(ROWS, 2)

describe.each([0, 0.1, 1])('softmax cross-entropy with label smoothing %f', (labelSmoothing) => {
  const kinds: [string, { labels?: number[]; targets?: number[] }, number[]][] = [
    ['labels', { labels }, oneHot(labels, COLUMNS)],
    ['targets', { targets: uniforms(ROWS * COLUMNS, 3, 0, 0.5) }, uniforms(ROWS * COLUMNS, 3, 0, 0.5)],
  ]

  test.each(kinds)('of %s is −Σ t·log p in each row', (_, given, targets) => {
    const { loss } = crossEntropy({ logits, ...given, columns: COLUMNS, labelSmoothing })
    expectClose(loss, oracle(logits, targets, COLUMNS, labelSmoothing))
  })

  test.each(kinds)('of %s has the derivative of its formula', (_, given, targets) => {
    const { dlogits } = crossEntropy({ logits, ...given, columns: COLUMNS, labelSmoothing, dloss })
    const expected = differences((at) => dot(oracle(at, targets, COLUMNS, labelSmoothing), dloss), logits)
    expectClose(dlogits, expected, { rtol: 1e-5, atol: 1e-6 })
  })

  test('is the same for labels and for their one-hot targets', () => {
    const one = crossEntropy({ logits, labels, columns: COLUMNS, labelSmoothing, dloss })
    const other = crossEntropy({
      logits,
      targets: oneHot(labels, COLUMNS),
      columns: COLUMNS,
      labelSmoothing,
      dloss,
    })
    expectClose(one.loss, other.loss)
    expectClose(one.dlogits, other.dlogits)
  })

  test('a negative label leaves its row out, even a row of NaN', () => {
    const damaged = logits.map((z, i) => (i < COLUMNS ? NaN : z))
    const given = { labels: [-1, 0, -100, 3, 1], columns: COLUMNS, labelSmoothing, dloss }
    const { loss, dlogits } = crossEntropy({ logits: damaged, ...given })
    const whole = crossEntropy({ logits, labels, columns: COLUMNS, labelSmoothing, dloss })
    const kept = (row: number) => row !== 0 && row !== 2
    expect(loss.map((value) => value + 0)).toEqual(whole.loss.map((value, r) => (kept(r) ? value : 0)))
    expect(dlogits).toEqual(whole.dlogits.map((value, i) => (kept(Math.floor(i / COLUMNS)) ? value : 0)))
  })

  test('holds at logits of ±10⁴', () => {
    const large = [1e4, -1e4, 0, 1e4 - 1, -1e4, -1e4, -1e4 + 1, -1e4 + 0.5]
    const { loss, dlogits } = crossEntropy({ logits: large, labels: [1, 2], columns: 4, labelSmoothing })
    expectClose(loss, oracle(large, oneHot([1, 2], 4), 4, labelSmoothing))
    expect(dlogits.every(Number.isFinite)).toBe(true)
  })
})

describe('softmax cross-entropy', () => {
  test('gives the probabilities', () => {
    const { probabilities } = crossEntropy({ logits, labels, columns: COLUMNS })
    for (let r = 0; r < ROWS; r++) {
      const row = logits.slice(r * COLUMNS, (r + 1) * COLUMNS).map(Math.exp)
      const total = row.reduce((sum, e) => sum + e, 0)
      expectClose(
        probabilities.slice(r * COLUMNS, (r + 1) * COLUMNS),
        row.map((e) => e / total),
      )
    }
  })

  test('a class of logit −∞ that is not the target costs nothing', () => {
    const infinite = [0, -Infinity, 0]
    for (const given of [{ labels: [0] }, { targets: [1, 0, 0] }]) {
      const { loss, dlogits } = crossEntropy({ logits: infinite, ...given, columns: 3 })
      expectClose(loss, [Math.LN2])
      expectClose(dlogits, [-0.5, 0, 0.5])
    }
  })

  test('a NaN logit gives NaN to its row alone', () => {
    const { loss, dlogits } = crossEntropy({ logits: [1, NaN, 2, 3], labels: [0, 1], columns: 2 })
    expect(loss.map(Number.isNaN)).toEqual([true, false])
    expect(dlogits.map(Number.isNaN)).toEqual([true, true, false, false])
  })

  test('a NaN target gives NaN', () => {
    expect(crossEntropy({ logits: [1, 2], targets: [NaN, 1], columns: 2 }).loss).toEqual([NaN])
  })

  test('of one class costs nothing', () => {
    const { loss, dlogits } = crossEntropy({ logits: [3, -5], labels: [0, 0], columns: 1 })
    expectClose(loss, [0, 0])
    expectClose(dlogits, [0, 0])
  })

  test('of no rows is empty', () => {
    expect(crossEntropy({ logits: [], labels: [], columns: 3 }).loss).toEqual([])
    expect(crossEntropy({ logits: [], targets: [], columns: 3, labelSmoothing: 0.1 }).loss).toEqual([])
  })
})
