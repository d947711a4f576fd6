import type { HostArray, OptimizerRule } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { loadAddon } from '../src/load-addon.js'
import { firstDifference, oneAndThreeThreads, wave } from './one-and-three.js'

const indices = (length: number): number[] => Array.from({ length }, (_, i) => i)

describe.each(loadAddon().instructionSets)('work that is shared, with %s', (instructionSet) => {
  const { results } = oneAndThreeThreads(instructionSet)

  const lines: readonly (readonly [name: string, outer: number, n: number, inner: number])[] = [
    ['rows', 3001, 67, 1],
    ['rows longer than a piece', 3, 200_003, 1],
    ['all', 1, 400_009, 1],
    ['few long columns', 1, 50_021, 10],
    ['columns', 2, 6007, 37],
    ['more columns than a block holds', 2, 541, 1501],
    ['the middle', 211, 19, 67],
  ]

  describe.each(lines)('reduce: %s', (_, outer, n, inner) => {
    const x = wave(outer * n * inner)
    const line = (i: number): number[] => {
      const start = Math.floor(i / inner) * n * inner + (i % inner)
      return Array.from({ length: n }, (_, j) => x[start + j * inner])
    }

    test('sum, as in double precision', () => {
      const [out] = results(({ kernels }, put) => {
        const out = put(new Float32Array(outer * inner))
        kernels.reduce({ x: put(x), out, op: 'sum', outer, n, inner })
        return [out]
      })
      const errors = Array.from(out, (sum, i) => {
        const terms = line(i)
        const exact = terms.reduce((total, term) => total + term, 0)
        return Math.abs(sum - exact) / terms.reduce((total, term) => total + Math.abs(term), 0)
      })
      expect(errors.reduce((worst, error) => Math.max(worst, error))).toBeLessThan(2 ** -24)
    })

    test('the extremes and where the largest is', () => {
      const found = results(({ kernels }, put) => {
        const input = put(x)
        const [largest, smallest] = [put(new Float32Array(outer * inner)), put(new Float32Array(outer * inner))]
        const place = put(new Int32Array(outer * inner))
        kernels.reduce({ x: input, out: largest, op: 'max', outer, n, inner })
        kernels.reduce({ x: input, out: smallest, op: 'min', outer, n, inner })
        kernels.reduce({ x: input, out: place, op: 'argmax', outer, n, inner })
        return [largest, smallest, place]
      })
      const extremes = indices(outer * inner).map((i) => {
        const terms = line(i)
        const largest = terms.reduce((a, b) => Math.max(a, b))
        return [largest, terms.reduce((a, b) => Math.min(a, b)), terms.indexOf(largest)]
      })
      const expected = found.map((_, k) => Float32Array.from(extremes, (of) => of[k]))
      expect(found.map((values, k) => firstDifference(values, expected[k]))).toEqual([-1, -1, -1])
    })
  })

  test.each([10, 64, 65, 1001])('softmax and cross-entropy of %d columns: rows do not depend on their place', (n) => {
    const rows = Math.ceil(60_000 / n)
    const x = wave(n).map((value) => 5 * value)
    const logits = Float32Array.from({ length: rows * n }, (_, i) => x[i % n])
    const [y, loss, probabilities, gradient] = results(({ kernels }, put) => {
      const [y, probabilities, gradient] = [0, 1, 2].map(() => put(new Float32Array(rows * n)))
      const loss = put(new Float32Array(rows))
      const labels = put(new Int32Array(rows).fill(n - 1))
      const shape = { rows, columns: n, labelSmoothing: 0.1 }
      kernels.softmax!({ x: put(logits), y, outer: rows, n, inner: 1, log: false })
      kernels.softmaxCrossEntropy!({ logits: put(logits), labels, targets: null, loss, probabilities, ...shape })
      const dloss = put(new Float32Array(rows).fill(1))
      kernels.softmaxCrossEntropyGradient!({ probabilities, labels, targets: null, dloss, dlogits: gradient, ...shape })
      return [y, loss, probabilities, gradient]
    })
    const repeated = (values: HostArray, length: number): HostArray => values.map((_, i) => values[i % length])
    const differences = [y, probabilities, gradient].map((values) => firstDifference(values, repeated(values, n)))
    expect([...differences, firstDifference(loss, repeated(loss, 1))]).toEqual([-1, -1, -1, -1])
    expect(firstDifference(probabilities, y)).toBe(-1)
  })

  const LENGTHS = [150_001, 0, 64, 99_991, 1]

  test.each([null, 0.5])('guard: the norm of all gradients, clipped to %s', (maxNorm) => {
    const gradients = LENGTHS.map((length) => wave(length))
    const [factor, norm] = results(({ kernels }, put) => {
      const [factor, norm] = [put(new Float32Array(1)), put(new Float32Array(1))]
      kernels.guard!({ gradients: gradients.map(put), loss: put(new Float32Array(1)), factor, norm, maxNorm })
      return [factor, norm]
    })
    const squares = gradients.map((gradient) => gradient.reduce((sum, g) => sum + g * g, 0))
    const exact = Math.sqrt(squares.reduce((sum, square) => sum + square))
    expect(norm[0] / exact).toBeCloseTo(1, 6)
    expect(factor[0]).toBeCloseTo(maxNorm === null ? 1 : maxNorm / exact, 9)
  })

  test('a gradient that is not finite, wherever it is, gives factor 0', () => {
    const places: readonly (readonly [number, number])[] = [
      [0, 0],
      [0, 149_999],
      [2, 63],
      [3, 77_777],
      [4, 0],
    ]
    for (const [list, at] of places) {
      const gradients = LENGTHS.map((length) => wave(length))
      gradients[list][at] = list === 3 ? NaN : Infinity
      const [factor] = results(({ kernels }, put) => {
        const [factor, norm] = [put(new Float32Array(1)), put(new Float32Array(1))]
        kernels.guard!({ gradients: gradients.map(put), loss: put(new Float32Array(1)), factor, norm, maxNorm: 1 })
        return [factor]
      })
      expect(factor[0]).toBe(0)
    }
  })

  test('optimize: a long parameter steps as its parts do', () => {
    const rule: OptimizerRule = {
      kind: 'adam',
      maximize: false,
      decay: 'coupled',
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
      form: 'keras',
      amsgrad: false,
    }
    const length = LENGTHS.reduce((total, part) => total + part, 0)
    const whole = [wave(length), wave(length, 2), wave(length, 3), wave(length, 4).map((value) => value * value)]
    const cut = (values: Float32Array, lengths: readonly number[]): Float32Array[] => {
      let end = 0
      return lengths.map((part) => values.subarray(end, (end += part)))
    }
    const stepped = (lengths: readonly number[]): Float32Array => {
      const after = results(({ kernels }, put) => {
        const [parameters, gradients, first, second] = whole.map((values) => cut(values, lengths).map(put))
        kernels.optimize!({
          parameters,
          gradients,
          slots: first.map((slot, i) => [slot, second[i]]),
          progress: put(Float32Array.of(0.1, 0.001)),
          rate: put(Float32Array.of(0.01)),
          factor: put(Float32Array.of(0.7)),
          rule,
          decays: lengths.map(() => 0),
        })
        return [...parameters, ...first, ...second]
      })
      return Float32Array.from(after.flatMap((values) => Array.from(values)))
    }
    expect(firstDifference(stepped(LENGTHS), stepped([length]))).toBe(-1)
  })
})
