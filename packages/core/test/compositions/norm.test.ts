import { beforeAll, describe, expect, test } from 'vitest'
import type { FusibleActivation, View } from '../../src/backend/index.js'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import type { Laboratory } from './support/laboratory.js'
import { normalize } from './support/normalizer.js'
import type { NormalizerCase } from './support/normalizer.js'
import { differences, dot, normals, uniforms } from './support/numbers.js'

let lab: Laboratory
beforeAll(async () => {
  lab = await openLaboratory()
})

const length = ({ groups, outer, channels, inner }: View) => groups * outer * channels * inner
const positions = ({ groups, outer, inner }: View) => groups * outer * inner

function forward(
  { view, epsilon, weights, activation }: NormalizerCase,
  x: readonly number[],
  gamma: readonly number[] | null,
  beta: readonly number[] | null,
) {
  const vector = () => lab.empty(view.groups * view.channels)
  const moments = { count: vector(), center: vector(), residual: vector(), m2: vector() }
  const buffers = {
    x: lab.floats(x),
    weights: weights === null ? null : lab.floats(weights),
    gamma: gamma === null ? null : lab.floats(gamma),
    ...moments,
    y: lab.empty(x.length),
  }
  const attributes = { view, epsilon, activation, alpha: 0 }
  lab.run('normForward', { ...buffers, beta: beta === null ? null : lab.floats(beta), ...attributes })
  return { ...buffers, ...attributes }
}

function backward(
  given: NormalizerCase,
  x: readonly number[],
  gamma: readonly number[] | null,
  beta: readonly number[] | null,
  dy: readonly number[],
  inPlace = false,
) {
  const state = forward(given, x, gamma, beta)
  const upstream = lab.floats(dy)
  const dx = inPlace ? upstream : lab.empty(x.length)
  const [dgamma, dbeta] = [lab.empty(given.view.channels), lab.empty(given.view.channels)]
  const y = given.activation === null ? null : state.y
  lab.run('normBackward', { ...state, dy: upstream, y, dx, dgamma, dbeta })
  return { dx: lab.values(dx), dgamma: lab.values(dgamma), dbeta: lab.values(dbeta) }
}

const VIEWS: [string, View][] = [
  ['batch norm, channels last', { groups: 1, outer: 6, channels: 3, inner: 1 }],
  ['batch norm, channels first', { groups: 1, outer: 3, channels: 2, inner: 4 }],
  ['ghost batch norm', { groups: 2, outer: 4, channels: 3, inner: 1 }],
  ['instance norm, channels first', { groups: 3, outer: 1, channels: 2, inner: 5 }],
  ['layer norm', { groups: 4, outer: 1, channels: 1, inner: 6 }],
]

describe.each(VIEWS)('%s', (_, view) => {
  const x = normals(length(view), 1, 2, 0.5)
  const dy = normals(length(view), 2)
  const gamma = uniforms(view.channels, 3, 0.5, 1.5)
  const beta = normals(view.channels, 4)
  const mask = Array.from({ length: positions(view) }, (_, i) => (i % 3 === 1 ? 0 : 1))
  const variants: [string, NormalizerCase][] = [
    ['plain', { view, epsilon: 1e-3, weights: null, activation: null }],
    ['with relu', { view, epsilon: 1e-3, weights: null, activation: 'relu' as FusibleActivation }],
    ['with tanh', { view, epsilon: 1e-5, weights: null, activation: 'tanh' as FusibleActivation }],
    ['masked', { view, epsilon: 1e-3, weights: mask, activation: null }],
    ['weighted, with tanh', { view, epsilon: 1e-3, weights: uniforms(positions(view), 5, 0.2, 2), activation: 'tanh' }],
  ]

  describe.each(variants)('%s', (_, given) => {
    test('normForward is γ·(x − mean)/√(variance + ε) + β, with its moments', () => {
      const expected = normalize(given, x, gamma, beta)
      const state = forward(given, x, gamma, beta)
      expectClose(lab.values(state.y), expected.y)
      expectClose(lab.values(state.count), expected.count)
      const residual = lab.values(state.residual)
      expectClose(
        lab.values(state.center).map((center, c) => center + residual[c]),
        expected.mean,
        { rtol: 1e-9, atol: 1e-8 },
      )
      expectClose(lab.values(state.m2), expected.m2)
    })

    test('normBackward gives the derivatives of Σ dy·y', () => {
      const loss = (of: readonly number[], g: readonly number[], b: readonly number[]) =>
        dot(normalize(given, of, g, b).y, dy)
      const { dx, dgamma, dbeta } = backward(given, x, gamma, beta, dy)
      const bound = { rtol: 1e-5, atol: 1e-5 }
      expectClose(
        dx,
        differences((at) => loss(at, gamma, beta), x),
        bound,
      )
      expectClose(
        dgamma,
        differences((at) => loss(x, at, beta), gamma),
        bound,
      )
      expectClose(
        dbeta,
        differences((at) => loss(x, gamma, at), beta),
        bound,
      )
    })

    test('dx may be dy', () => {
      expect(backward(given, x, gamma, beta, dy, true)).toEqual(backward(given, x, gamma, beta, dy))
    })
  })

  test('null γ and β are 1 and 0', () => {
    const given = variants[0][1]
    const [one, zero] = [gamma.map(() => 1), gamma.map(() => 0)]
    const without = lab.values(forward(given, x, null, null).y)
    expectClose(without, normalize(given, x, one, zero).y)
    expectClose(backward(given, x, null, null, dy).dx, backward(given, x, one, zero, dy).dx)
  })
})

describe('normForward and normBackward', () => {
  const view: View = { groups: 1, outer: 64, channels: 2, inner: 1 }

  test('hold at a mean of a thousand standard deviations', () => {
    const given = { view, epsilon: 1e-5, weights: null, activation: null }
    const x = normals(128, 6, 1, 1000)
    const dy = normals(128, 7)
    expectClose(lab.values(forward(given, x, [1, 1], [0, 0]).y), normalize(given, x, [1, 1], [0, 0]).y, {
      rtol: 1e-5,
      atol: 1e-5,
    })
    const loss = (at: readonly number[]) => dot(normalize(given, at, [1, 1], [0, 0]).y, dy)
    expectClose(backward(given, x, [1, 1], [0, 0], dy).dx, differences(loss, x, 1e-3), {
      rtol: 1e-4,
      atol: 1e-4,
    })
  })

  test('a constant channel gives β and a finite gradient', () => {
    const given = { view, epsilon: 1e-3, weights: null, activation: null }
    const x = new Array<number>(128).fill(7)
    expectClose(
      lab.values(forward(given, x, [2, 2], [0.5, -0.5]).y),
      x.map((_, i) => (i % 2 === 0 ? 0.5 : -0.5)),
    )
    expect(backward(given, x, [2, 2], [0, 0], normals(128, 8)).dx.every(Number.isFinite)).toBe(true)
  })

  test('NaN stays in its channel', () => {
    const given = { view, epsilon: 1e-3, weights: null, activation: 'relu' as const }
    const x = normals(128, 9)
    x[40] = NaN
    const expected = x.map((_, i) => i % 2 === 0)
    expect(lab.values(forward(given, x, [1, 1], [0, 0]).y).map(Number.isNaN)).toEqual(expected)
    expect(backward(given, x, [1, 1], [0, 0], normals(128, 8)).dx.map(Number.isNaN)).toEqual(expected)
  })

  test('NaN behind a mask leaves the other elements normalized', () => {
    const weights = Array.from({ length: 64 }, (_, i) => (i < 10 ? 0 : 1))
    const given = { view, epsilon: 1e-3, weights, activation: null }
    const clean = normals(128, 10)
    const dirty = clean.map((value, i) => (i < 20 ? NaN : value))
    const [fromClean, fromDirty] = [clean, dirty].map((x) => lab.values(forward(given, x, [1, 1], [0, 0]).y))
    expect(fromDirty.slice(20)).toEqual(fromClean.slice(20))
  })

  test('nothing but masked elements: statistics of zeros and finite results', () => {
    const given = { view, epsilon: 1e-3, weights: new Array<number>(64).fill(0), activation: null }
    const x = normals(128, 11)
    const state = forward(given, x, [1, 1], [0, 0])
    for (const statistic of [state.count, state.center, state.residual, state.m2]) {
      expect(lab.values(statistic)).toEqual([0, 0])
    }
    expectClose(
      lab.values(state.y),
      x.map((value) => value / Math.sqrt(1e-3)),
    )
    const { dx } = backward(given, x, [1, 1], [0, 0], normals(128, 8))
    expectClose(
      dx,
      normals(128, 8).map((value) => value / Math.sqrt(1e-3)),
    )
  })
})
