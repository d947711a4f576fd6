import { describe, expect, test } from 'vitest'
import { WORKLOAD_NAMES, WORKLOADS } from '../src/workloads/index.js'

const networks = WORKLOAD_NAMES.flatMap((name) => {
  const { kind, inputs } = WORKLOADS[name]
  return kind === 'training' || kind === 'inference' || kind === 'folding' ? [{ name, ...inputs().network }] : []
})

describe.each(networks)('the network of $name', ({ inputShape, layers }) => {
  test('has layers that fit together', () => {
    const out = layers.reduce<readonly number[]>((shape, layer) => {
      switch (layer.kind) {
        case 'dense':
          expect(shape).toEqual([layer.inputs])
          expect(layer.kernel).toHaveLength(layer.inputs * layer.units)
          return [layer.units]
        case 'convolution':
          expect(shape.at(-1)).toBe(layer.channels)
          expect(layer.kernel).toHaveLength(layer.size ** 2 * layer.channels * layer.filters)
          return [shape[0], shape[1], layer.filters]
        case 'batchNorm':
          expect(shape.at(-1)).toBe(layer.channels)
          expect([layer.gamma, layer.beta, layer.mean, layer.variance].map(({ length }) => length)).toEqual(
            new Array(4).fill(layer.channels),
          )
          return shape
        case 'maxPool':
          return [shape[0] / 2, shape[1] / 2, shape[2]]
        case 'flatten':
          return [shape.reduce((size, extent) => size * extent)]
        default:
          return shape
      }
    }, inputShape)
    expect(out).toEqual([10])
  })
})

test.each(WORKLOAD_NAMES)('%s: a measure that is set against another names one of the workload', (name) => {
  const { measures } = WORKLOADS[name]
  const names = measures.map((measure) => measure.name)
  expect(new Set(names).size).toBe(names.length)
  for (const { against } of measures) expect([undefined, ...names]).toContain(against)
})
