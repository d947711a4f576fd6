import type { View } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { blank } from '../../src/call/host.js'
import type { HostArguments } from '../../src/call/host.js'
import { seeded } from '../../src/data/seeded.js'
import { view } from '../../src/data/views.js'
import { momentsOf } from '../../src/oracle/moments.js'
import { ORACLES } from '../../src/oracle/index.js'
import { expectGradient } from './slopes.js'
import { exactly, expectOutput, has, input, shapeOf, vectorCases } from './vectors.js'
import type { VectorCase } from './vectors.js'

interface Layer {
  readonly x: Float32Array
  readonly gamma: Float32Array | null
  readonly beta: Float32Array | null
  readonly view: View
  readonly epsilon: number
  readonly weights?: Float32Array | null
}

const LINEAR = { activation: null, alpha: 0 } as const

function forward({ weights = null, ...layer }: Layer): ArrayLike<number> {
  const statistics = { count: blank(0), center: blank(0), residual: blank(0), m2: blank(0) }
  return ORACLES.normForward({ ...layer, ...LINEAR, weights, ...statistics, y: layer.x })['y'].values
}

/** Statistics whose mean is in `center` alone, exact because the oracle works in float64. */
function statisticsOf({
  x,
  view: v,
  weights = null,
}: Layer): Pick<HostArguments<'normBackward'>, 'count' | 'center' | 'residual' | 'm2'> {
  const { count, mean, m2 } = momentsOf(x, weights, v)
  return { count: exactly(count), center: exactly(mean), residual: exactly(mean.map(() => 0)), m2: exactly(m2) }
}

function backward(layer: Layer, dy: Float32Array): ReturnType<typeof ORACLES.normBackward> {
  const { x, gamma, view: v, epsilon, weights = null } = layer
  const outputs = { dx: x, dgamma: blank(v.channels), dbeta: blank(v.channels) }
  const shared = { x, gamma, view: v, epsilon, weights, y: null, dy, ...LINEAR }
  return ORACLES.normBackward({ ...shared, ...statisticsOf(layer), ...outputs })
}

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1)

/** The view of each family over [N, C, …spatial]. */
const FAMILIES: Readonly<Record<string, (shape: readonly number[], vector: VectorCase) => View>> = {
  batchnorm: ([n, c, ...spatial]) => view(1, n, c, product(spatial)),
  instancenorm: ([n, c, ...spatial]) => view(n, 1, c, product(spatial)),
  groupnorm: ([n, c, ...spatial], { attributes }) =>
    view(n, 1, Number(attributes['numGroups']), (c / Number(attributes['numGroups'])) * product(spatial)),
  layernorm: (shape, { attributes }) => {
    const normalized = product(attributes['normalizedShape'] as readonly number[])
    return view(product(shape) / normalized, 1, 1, normalized)
  },
}

/** Group and layer norm have coefficients in another view than their statistics: their plain cases belong here. */
function fits(family: string, vector: VectorCase): boolean {
  const plain = !has(vector, 'gamma') && !has(vector, 'beta')
  return vector.throws === undefined && (plain || family === 'batchnorm' || family === 'instancenorm')
}

const optional = (vector: VectorCase, name: string): Float32Array | null =>
  has(vector, name) ? input(vector, name) : null

describe('normalization of the oracle', () => {
  for (const [family, viewOf] of Object.entries(FAMILIES))
    for (const vector of vectorCases(family).filter((candidate) => fits(family, candidate)))
      test(`${vector.name} as in PyTorch`, () => {
        const suffix = has(vector, 'x_1') ? '_1' : ''
        const x = input(vector, `x${suffix}`)
        const layer: Layer = {
          x,
          gamma: optional(vector, 'gamma'),
          beta: optional(vector, 'beta'),
          view: viewOf(shapeOf(vector, `x${suffix}`), vector),
          epsilon: Number(vector.attributes['eps']),
        }
        expectOutput(vector, `y${suffix}`, forward(layer))
        if (!has(vector, `dx${suffix}`)) return
        const { dx, dgamma, dbeta } = backward(layer, input(vector, `dy${suffix}`))
        expectOutput(vector, `dx${suffix}`, dx.values)
        if (has(vector, `dgamma${suffix}`)) expectOutput(vector, `dgamma${suffix}`, dgamma.values)
        if (has(vector, `dbeta${suffix}`)) expectOutput(vector, `dbeta${suffix}`, dbeta.values)
      })

  for (const vector of vectorCases('batchnorm').filter((candidate) => has(candidate, 'running_mean_1')))
    test(`running statistics of ${vector.name} as in PyTorch`, () => {
      const [n, c, ...spatial] = shapeOf(vector, 'x_1')
      const layer = {
        x: input(vector, 'x_1'),
        gamma: null,
        beta: null,
        view: view(1, n, c, product(spatial)),
        epsilon: 0,
      }
      const momentum = vector.attributes['momentum'] as number | null
      const { mean, variance } = ORACLES.commitStatistics({
        ...statisticsOf(layer),
        factor: exactly([1]),
        mean: input(vector, 'running_mean_0'),
        variance: input(vector, 'running_var_0'),
        updates: exactly([0]),
        weight: momentum,
        unbiased: true,
      })
      expectOutput(vector, 'running_mean_1', mean.values)
      expectOutput(vector, 'running_var_1', variance.values)
    })

  test.each([
    ['batch', view(1, 6, 3, 2), false],
    ['ghost batches', view(2, 4, 3, 1), false],
    ['masked', view(1, 6, 3, 2), true],
  ])('%s: y has the slopes that dx, dγ and dβ say', (_, v, masked) => {
    const draw = seeded(1)
    const length = v.groups * v.outer * v.channels * v.inner
    const layer = {
      x: exactly(draw.normal(length, 1)),
      gamma: exactly(draw.uniform(v.channels, 0.5, 2)),
      beta: exactly(draw.normal(v.channels)),
      view: v,
      epsilon: 1e-3,
      weights: masked ? exactly([1, 0, 2, 1, 0.5, 1, 1, 0, 1, 3, 1, 1]) : null,
    }
    const dy = exactly(draw.normal(length))
    const { dx, dgamma, dbeta } = backward(layer, dy)
    expectGradient((x) => forward({ ...layer, x }), layer.x, dy, dx.values)
    expectGradient((gamma) => forward({ ...layer, gamma }), layer.gamma, dy, dgamma.values)
    expectGradient((beta) => forward({ ...layer, beta }), layer.beta, dy, dbeta.values)
  })

  test('affine with coefficients of the statistics gives mean 0 and variance 1', () => {
    const v = view(1, 50, 2, 1)
    const x = exactly(seeded(2).normal(100, 5, 3))
    const { count, mean, m2 } = momentsOf(x, null, v)
    const scale = exactly(m2.map((value, entry) => 1 / Math.sqrt(value / count[entry])))
    const { y } = ORACLES.affine({ x, center: exactly(mean), scale, shift: exactly([0, 0]), y: x, view: v })
    const after = momentsOf(exactly(y.values), null, v)
    after.mean.forEach((value) => expect(value).toBeCloseTo(0, 12))
    after.m2.forEach((value, entry) => expect(value / count[entry]).toBeCloseTo(1, 12))
  })
})
