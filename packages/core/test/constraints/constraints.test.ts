import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, describe, expect, test } from 'vitest'
import { OptionError, openDevice, tensor, type Device } from '../../src/index.js'
import {
  maxNorm,
  minMaxNorm,
  nonNegative,
  resolveConstraint,
  unitNorm,
  type Constraint,
  type ConstraintName,
} from '../../src/constraints/index.js'
import { expectTensor } from '../losses/support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

async function expectProjection(constraint: Constraint, from: number[][], to: number[][]): Promise<void> {
  const parameter = tensor(device, from)
  const projected = constraint.project(parameter)
  expect(projected.shape).toEqual(parameter.shape)
  await expectTensor(projected, to.flat())
  await expectTensor(parameter, from.flat())
}

/** Columns of norm 5, 1 and 0. */
const COLUMNS = [
  [3, 0.6, 0],
  [4, -0.8, 0],
]

test('nonNegative keeps what is not negative', async () => {
  await expectProjection(
    nonNegative(),
    [
      [-1, 0],
      [2, -0.5],
    ],
    [
      [0, 0],
      [2, 0],
    ],
  )
})

describe('maxNorm', () => {
  test('shortens columns to the norm and leaves shorter ones, and zero, as they are', async () => {
    await expectProjection(maxNorm(), COLUMNS, [
      [1.2, 0.6, 0],
      [1.6, -0.8, 0],
    ])
    await expectProjection(maxNorm({ maxValue: 10 }), COLUMNS, COLUMNS)
  })

  test('does not move a vector inside, bit for bit, however often', async () => {
    const parameter = tensor(device, [[0.1], [1e-4], [-0.7]])
    const once = maxNorm().project(parameter)
    expect(await once.read()).toEqual(await parameter.read())
  })

  test('takes the norm over the given axes', async () => {
    await expectProjection(
      maxNorm({ maxValue: 1, axis: 1 }),
      [
        [3, 4],
        [0.3, 0.4],
      ],
      [
        [0.6, 0.8],
        [0.3, 0.4],
      ],
    )
    await expectProjection(
      maxNorm({ maxValue: 1, axis: [0, 1] }),
      [
        [1, 1],
        [1, 1],
      ],
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    )
  })
})

test('unitNorm gives columns the norm 1 and leaves zero', async () => {
  await expectProjection(unitNorm(), COLUMNS, [
    [0.6, 0.6, 0],
    [0.8, -0.8, 0],
  ])
})

describe('minMaxNorm', () => {
  test('brings norms into the interval, zero vectors staying zero', async () => {
    await expectProjection(minMaxNorm({ minValue: 2, maxValue: 4 }), COLUMNS, [
      [2.4, 1.2, 0],
      [3.2, -1.6, 0],
    ])
    await expectProjection(minMaxNorm(), COLUMNS, [
      [0.6, 0.6, 0],
      [0.8, -0.8, 0],
    ])
  })

  test('goes the given share of the way', async () => {
    await expectProjection(minMaxNorm({ maxValue: 1, rate: 0.25 }), [[3], [4]], [[2.4], [3.2]])
  })
})

test('names are those of the constraints, and nonNeg', () => {
  const names: ConstraintName[] = ['nonNegative', 'nonNeg', 'maxNorm', 'unitNorm', 'minMaxNorm']
  expect(names.map((name) => resolveConstraint(name)?.name)).toEqual([
    'nonNegative',
    'nonNegative',
    'maxNorm',
    'unitNorm',
    'minMaxNorm',
  ])
})

test('a constraint is itself, and none is none', () => {
  const constraint = unitNorm()
  expect(resolveConstraint(constraint)).toBe(constraint)
  expect([resolveConstraint(null), resolveConstraint(undefined)]).toEqual([null, null])
})

test.each(['MaxNorm', 'hasOwnProperty', 2])('%s is refused with the list of names', (given) => {
  const run = () => resolveConstraint(given as ConstraintName)
  expect(run).toThrow(OptionError)
  expect(run).toThrow(/no constraint .*nonNeg, maxNorm, unitNorm, minMaxNorm/)
})

test.each([
  ['maxNorm of 0', () => maxNorm({ maxValue: 0 })],
  ['a maximum below the minimum', () => minMaxNorm({ minValue: 2, maxValue: 1 })],
  ['a negative minimum', () => minMaxNorm({ minValue: -1 })],
  ['a rate of 0', () => minMaxNorm({ rate: 0 })],
  ['a rate above 1', () => minMaxNorm({ rate: 1.5 })],
])('%s is refused', (_, run) => {
  expect(run).toThrow(OptionError)
})
