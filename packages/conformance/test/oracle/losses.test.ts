import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/data/seeded.js'
import { ORACLES } from '../../src/oracle/index.js'
import { softmaxLine } from '../../src/oracle/softmax.js'
import { expectGradient } from './slopes.js'
import { exactly, expectOutput, has, input, shapeOf, vectorCases } from './vectors.js'
import type { VectorCase } from './vectors.js'

interface Problem {
  readonly logits: Float32Array
  readonly labels: Int32Array | null
  readonly targets: Float32Array | null
  readonly rows: number
  readonly columns: number
  readonly labelSmoothing: number
}

function lossOf(given: Problem): { loss: ArrayLike<number>; probabilities: Float32Array } {
  const args = { ...given, loss: new Float32Array(given.rows), probabilities: new Float32Array(given.logits.length) }
  const { loss, probabilities } = ORACLES.softmaxCrossEntropy(args)
  return { loss: loss.values, probabilities: exactly(probabilities.values) }
}

function gradientOf(given: Problem, dloss: ArrayLike<number>): ArrayLike<number> {
  const { probabilities } = lossOf(given)
  const args = { ...given, probabilities, dloss: exactly(dloss), dlogits: given.logits }
  return ORACLES.softmaxCrossEntropyGradient(args)['dlogits'].values
}

/** Targets that do not sum to 1 are smoothed by the contract in proportion to their sum, by PyTorch as if it were 1. */
function smoothsOtherwise({ op, attributes }: VectorCase): boolean {
  return op === 'CrossEntropyProb' && attributes['labelSmoothing'] !== 0
}

/** Class weights are ordinary operations, not the kernel's. */
const crossEntropies = vectorCases('losses').filter(
  (vector) => vector.op.startsWith('CrossEntropy') && !vector.name.includes('weighted') && !smoothsOtherwise(vector),
)

function problemOf(vector: VectorCase): Problem {
  const [rows, columns] = shapeOf(vector, 'logits')
  const target = input(vector, 'target')
  const byLabel = vector.op === 'CrossEntropy'
  return {
    logits: input(vector, 'logits'),
    labels: byLabel ? Int32Array.from(target) : null,
    targets: byLabel ? null : target,
    rows,
    columns,
    labelSmoothing: Number(vector.attributes['labelSmoothing']),
  }
}

describe('cross-entropy of the oracle', () => {
  for (const vector of crossEntropies)
    test(`${vector.name} as in PyTorch`, () => {
      const given = problemOf(vector)
      const { loss } = lossOf(given)
      const reduction = vector.attributes['reduction']
      const counted = given.labels === null ? given.rows : given.labels.filter((label) => label >= 0).length
      const divisor = reduction === 'mean' ? counted : 1
      const total = Array.from(loss).reduce((sum, value) => sum + value, 0) / divisor
      expectOutput(vector, 'loss', reduction === 'none' ? loss : [total])
      const dloss = has(vector, 'dy') ? input(vector, 'dy') : new Array<number>(given.rows).fill(1 / divisor)
      expectOutput(vector, 'dlogits', gradientOf(given, dloss))
    })

  test.each([0, 0.2])('has the slope its gradient says, with smoothing %f', (labelSmoothing) => {
    const [rows, columns] = [4, 5]
    const targets = exactly(seeded(2).uniform(20, 0, 1))
    const given = { logits: exactly(seeded(1).normal(20)), labels: null, targets, rows, columns, labelSmoothing }
    const dloss = seeded(3).normal(rows)
    const forward = (logits: Float32Array): ArrayLike<number> => lossOf({ ...given, logits }).loss
    expectGradient(forward, given.logits, dloss, gradientOf(given, dloss))
  })

  test('softmax sums to 1, and does not feel a shift', () => {
    const line = Array.from(seeded(4).normal(9, 0, 3))
    const { probabilities } = softmaxLine(line)
    const shifted = softmaxLine(line.map((value) => value + 700)).probabilities
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14)
    probabilities.forEach((p, i) => expect(shifted[i]).toBeCloseTo(p, 12))
  })
})
