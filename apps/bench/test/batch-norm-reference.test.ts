import { describe, expect, test } from 'vitest'
import { batchNormReference } from '../src/workloads/batch-norm-reference.js'
import { batchNorm } from '../src/workloads/batch-norm.js'

describe.each([
  ['vectors', [7, 3], 1, (i: number) => i % 3],
  ['channels first', [4, 3, 2, 2], 1, (i: number) => Math.floor(i / 4) % 3],
  ['channels last', [2, 2, 2, 3], 3, (i: number) => i % 3],
])('%s', (_name, shape, axis, channelOf) => {
  const inputs = batchNorm(shape, axis).inputs()
  const channel = (values: Float32Array, c: number): number[] => [...values].filter((_value, i) => channelOf(i) === c)
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

  test('each channel of y has mean β and standard deviation γ, up to ε', () => {
    const { y } = batchNormReference({ ...inputs, epsilon: 0 })
    for (const c of [0, 1, 2]) {
      const values = channel(y, c)
      const deviation = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)))
      expect(mean(values)).toBeCloseTo(inputs.beta[c], 6)
      expect(deviation).toBeCloseTo(inputs.gamma[c], 6)
    }
  })

  test('by running statistics, x at the mean becomes β, and one deviation further β + γ', () => {
    const mark = (steps: number): Float32Array =>
      inputs.x.map((_, i) => inputs.mean[channelOf(i)] + steps * Math.sqrt(inputs.variance[channelOf(i)]))
    for (const steps of [0, 1]) {
      const { inferred } = batchNormReference({ ...inputs, x: mark(steps), epsilon: 0 })
      inferred.forEach((value, i) => {
        expect(value).toBeCloseTo(inputs.beta[channelOf(i)] + steps * inputs.gamma[channelOf(i)], 5)
      })
    }
  })

  test.each([
    ['dx', 'x'],
    ['dgamma', 'gamma'],
    ['dbeta', 'beta'],
  ] as const)('%s is the slope of Σ y·dy in %s, by central differences', (gradient, input) => {
    const step = 2 ** -6
    const loss = (values: Float32Array): number => {
      const { y } = batchNormReference({ ...inputs, [input]: values })
      return y.reduce((sum, value, i) => sum + value * inputs.dy[i], 0)
    }
    const expected = batchNormReference(inputs)[gradient]
    expected.forEach((slope, i) => {
      const [up, down] = [step, -step].map((change) => inputs[input].with(i, inputs[input][i] + change))
      expect((loss(up) - loss(down)) / (2 * step)).toBeCloseTo(slope, 3)
    })
  })
})
