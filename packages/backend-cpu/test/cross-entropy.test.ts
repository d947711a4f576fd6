import { describe, expect, test } from 'vitest'
import { expectClose, openDevice, randomFloats } from './device.js'

const { kernels, floats, integers, output, values } = await openDevice()

const [ROWS, COLUMNS] = [5, 7]
const logits = randomFloats(ROWS * COLUMNS, 1).map((x) => Math.fround(x * 10))
const dloss = randomFloats(ROWS, 2)
const labels = [0, 6, -1, 3, -100]
const oneHot = labels.flatMap((label) => Array.from({ length: COLUMNS }, (_, c) => (c === label ? 1 : 0)))
const soft = randomFloats(ROWS * COLUMNS, 3).map(Math.abs)

/** Loss and gradient by their definition: −Σ t·log softmax(z), with smoothed t. */
function reference(targets: readonly number[], smoothing: number): { loss: number[]; gradient: number[]; p: number[] } {
  const [loss, gradient, probabilities]: number[][] = [[], [], []]
  for (let row = 0; row < ROWS; row++) {
    const at = <T>(x: readonly T[]): T[] => x.slice(row * COLUMNS, (row + 1) * COLUMNS)
    const exponentials = at(logits).map(Math.exp)
    const sum = exponentials.reduce((a, b) => a + b, 0)
    const p = exponentials.map((e) => e / sum)
    const total = at(targets).reduce((a, b) => a + b, 0)
    const t = at(targets).map((value) => (1 - smoothing) * value + (smoothing / COLUMNS) * total)
    loss.push(-t.reduce((a, value, c) => a + value * Math.log(p[c]), 0))
    gradient.push(...t.map((value, c) => dloss[row] * (p[c] * total - value)))
    probabilities.push(...p)
  }
  return { loss, gradient, p: probabilities }
}

describe.each([0, 0.1])('softmax cross-entropy with smoothing %d', (labelSmoothing) => {
  const attributes = { rows: ROWS, columns: COLUMNS, labelSmoothing }

  test.each([
    { what: 'labels, some left out', t: oneHot, sources: { labels: integers(labels), targets: null } },
    { what: 'one-hot targets', t: oneHot, sources: { labels: null, targets: floats(oneHot) } },
    { what: 'soft targets that do not sum to 1', t: soft, sources: { labels: null, targets: floats(soft) } },
  ])('$what', ({ t, sources }) => {
    const expected = reference(t, labelSmoothing)
    const [loss, probabilities, dlogits] = [output(ROWS), output(logits.length), output(logits.length)]
    kernels.softmaxCrossEntropy({ logits: floats(logits), ...sources, loss, probabilities, ...attributes })
    expectClose(values(loss), expected.loss, { absolute: 1e-6 })
    expectClose(values(probabilities), expected.p)
    const shared = { probabilities, ...sources, dloss: floats(dloss), dlogits }
    kernels.softmaxCrossEntropyGradient({ ...shared, ...attributes })
    expectClose(values(dlogits), expected.gradient)
  })
})

describe('edges of softmax cross-entropy', () => {
  const attributes = { rows: 2, columns: 2, labelSmoothing: 0 }

  test('logits of 10,000 neither overflow nor lose the loss', () => {
    const [loss, probabilities] = [output(2), output(4)]
    const sources = { logits: floats([1e4, 0, 1e4, 0]), labels: integers([0, 1]), targets: null }
    kernels.softmaxCrossEntropy({ ...sources, loss, probabilities, ...attributes })
    expect(values(loss)).toEqual([0, 1e4])
  })

  test('NaN stays in its row, and a row that is left out has no gradient whatever it holds', () => {
    const [loss, probabilities, dlogits] = [output(2), output(4), output(4)]
    const sources = { labels: integers([-1, 1]), targets: null }
    kernels.softmaxCrossEntropy({ logits: floats([NaN, 0, 0, 0]), ...sources, loss, probabilities, ...attributes })
    expectClose(values(loss), [0, Math.LN2])
    kernels.softmaxCrossEntropyGradient({ probabilities, ...sources, dloss: floats([1, 1]), dlogits, ...attributes })
    expect(values(dlogits)).toEqual([0, 0, 0.5, -0.5])
  })

  test('no rows are no work', () => {
    const none = output(0)
    const sources = { labels: integers([]), targets: null }
    kernels.softmaxCrossEntropy({ logits: none, ...sources, loss: none, probabilities: none, ...attributes, rows: 0 })
    expect(values(none)).toEqual([])
  })
})
