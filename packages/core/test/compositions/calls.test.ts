import { expect, test } from 'vitest'
import type { KernelArguments, OptionalKernels } from '../../src/backend/index.js'
import { openLaboratory } from './support/laboratory.js'

// The article's network: dense 784 → 64 (batch norm, relu) → 10, softmax cross-entropy, Adam; six parameters.
const [ROWS, INPUTS, UNITS, CLASSES] = [4, 784, 64, 10]
const LENGTHS = [INPUTS * UNITS, UNITS, UNITS, UNITS, UNITS * CLASSES, CLASSES]

test('a composed step of the article stays within its budget of kernel calls', async () => {
  const lab = await openLaboratory()
  const count = <K extends keyof OptionalKernels>(kernel: K, args: KernelArguments<K>): number => {
    const total = () => [...lab.calls.values()].reduce((sum, calls) => sum + calls, 0)
    const before = total()
    lab.run(kernel, args)
    return total() - before
  }
  const zeros = (length: number) => lab.floats(new Float32Array(length))
  const vector = () => zeros(UNITS)
  const gradients = LENGTHS.map(zeros)
  const [factor, rate, loss] = [lab.floats([1]), lab.floats([0.001]), zeros(ROWS)]
  const moments = { count: vector(), center: vector(), residual: vector(), m2: vector() }
  const norm = {
    x: zeros(ROWS * UNITS),
    weights: null,
    gamma: vector(),
    ...moments,
    view: { groups: 1, outer: ROWS, channels: UNITS, inner: 1 },
    epsilon: 1e-3,
    activation: 'relu',
    alpha: 0,
  } as const
  const labels = lab.integers(new Int32Array(ROWS))
  const classes = { labels, targets: null, rows: ROWS, columns: CLASSES, labelSmoothing: 0 }
  const probabilities = zeros(ROWS * CLASSES)
  const calls = {
    optimize: count('optimize', {
      parameters: LENGTHS.map(zeros),
      gradients,
      slots: LENGTHS.map((length) => [zeros(length), zeros(length)]),
      progress: zeros(2),
      rate,
      factor,
      rule: {
        kind: 'adam',
        maximize: false,
        decay: 'coupled',
        beta1: 0.9,
        beta2: 0.999,
        epsilon: 1e-7,
        form: 'keras',
        amsgrad: false,
      },
      decays: LENGTHS.map(() => 0),
    }),
    guard: count('guard', { gradients, loss: zeros(1), factor: zeros(1), norm: zeros(1), maxNorm: 1 }),
    normForward: count('normForward', { ...norm, beta: vector(), y: zeros(ROWS * UNITS) }),
    normBackward: count('normBackward', {
      ...norm,
      dy: zeros(ROWS * UNITS),
      y: zeros(ROWS * UNITS),
      dx: zeros(ROWS * UNITS),
      dgamma: vector(),
      dbeta: vector(),
    }),
    softmaxCrossEntropy: count('softmaxCrossEntropy', {
      ...classes,
      logits: zeros(ROWS * CLASSES),
      loss,
      probabilities,
    }),
    softmaxCrossEntropyGradient: count('softmaxCrossEntropyGradient', {
      ...classes,
      probabilities,
      dloss: loss,
      dlogits: zeros(ROWS * CLASSES),
    }),
    commitStatistics: count('commitStatistics', {
      ...moments,
      factor,
      mean: vector(),
      variance: vector(),
      updates: zeros(1),
      weight: 0.01,
      unbiased: false,
    }),
  }
  // What the prototype took: optimize 81, batch norm 28, guard 23, cross-entropy 18.
  expect(calls.optimize).toBeLessThanOrEqual(81)
  expect(calls.guard).toBeLessThanOrEqual(23)
  expect(calls.normForward + calls.normBackward).toBeLessThanOrEqual(28)
  expect(calls.softmaxCrossEntropy + calls.softmaxCrossEntropyGradient).toBeLessThanOrEqual(18)
  expect(calls.commitStatistics).toBeLessThanOrEqual(12)
})
