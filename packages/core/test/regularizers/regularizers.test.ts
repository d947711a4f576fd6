import { cpu } from '@evenkeel/backend-cpu'
import { beforeAll, expect, test } from 'vitest'
import { OptionError, openDevice, tensor, valueAndGradients, type Device } from '../../src/index.js'
import { l1, l1l2, l2, resolveRegularizer, type RegularizerName } from '../../src/regularizers/index.js'
import { expectTensor } from '../losses/support/close.js'

let device: Device
beforeAll(async () => {
  device = await openDevice(cpu)
})

const WEIGHTS = [
  [1, -2],
  [0, 0.5],
]

test.each([
  { regularizer: l1(0.1), penalty: 0.35, gradient: [0.1, -0.1, 0, 0.1] },
  { regularizer: l2(0.1), penalty: 0.525, gradient: [0.2, -0.4, 0, 0.1] },
  { regularizer: l1l2({ l1: 0.1, l2: 1 }), penalty: 5.6, gradient: [2.1, -4.1, 0, 1.1] },
])('$regularizer.name is λ·Σ|w|, λ·Σw² or their sum, with its gradient', async ({ regularizer, penalty, gradient }) => {
  const w = tensor(device, WEIGHTS)
  const { value, gradients } = valueAndGradients([w], () => regularizer.penalty(w))
  expect(value.shape).toEqual([])
  await expectTensor(value, [penalty])
  await expectTensor(gradients[0], gradient)
})

test.each([
  ['l1', 0.035],
  ['l2', 0.0525],
  ['l1L2', 0.0875],
] as const)("'%s' has coefficients of 0.01", async (name, penalty) => {
  const regularizer = resolveRegularizer(name)
  expect(regularizer?.name).toBe(name)
  await expectTensor(regularizer!.penalty(tensor(device, WEIGHTS)), [penalty])
})

test('a regularizer is itself, and none is none', () => {
  const regularizer = l2()
  expect(resolveRegularizer(regularizer)).toBe(regularizer)
  expect([resolveRegularizer(null), resolveRegularizer(undefined)]).toEqual([null, null])
})

test.each(['L2', 'valueOf', 0.01])('%s is refused with the list of names', (given) => {
  const run = () => resolveRegularizer(given as RegularizerName)
  expect(run).toThrow(OptionError)
  expect(run).toThrow(/no regularizer .*l1, l2, l1L2/)
})

test.each([-0.1, NaN, Infinity])('a coefficient of %d is refused', (lambda) => {
  expect(() => l1(lambda)).toThrow(OptionError)
  expect(() => l2(lambda)).toThrow(OptionError)
  expect(() => l1l2({ l2: lambda })).toThrow(OptionError)
})
