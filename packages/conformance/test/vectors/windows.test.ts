import { describe, expect, test } from 'vitest'
import type { CaseData, TensorData } from '../../src/vectors/format.js'
import { given, onCpu } from './on-cpu.js'

const counting = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)
const square = given('x', [1, 1, 5, 5], counting(25))

/** An operator of ONNX with what its definition gives for small numbers. */
interface Definition {
  readonly op: string
  readonly says: string
  readonly inputs: readonly TensorData[]
  readonly attributes: CaseData['attributes']
  readonly outputs: readonly TensorData[]
}

const DEFINITIONS: readonly Definition[] = [
  {
    op: 'MaxPool',
    says: 'positions column by column',
    inputs: [square],
    attributes: { kernel_shape: [2, 2], strides: [2, 2], storage_order: 1 },
    outputs: [given('y', [1, 1, 2, 2], [7, 9, 17, 19]), given('z', [1, 1, 2, 2], [6, 16, 8, 18], 'int64')],
  },
  {
    op: 'MaxPool',
    says: 'positions that go on from plane to plane',
    inputs: [given('x', [2, 2, 4], [1, 2, 4, 3, 9, 8, 7, 6, 0, 1, 0, 1, 5, 5, 5, 5])],
    attributes: { kernel_shape: [3] },
    outputs: [
      given('y', [2, 2, 2], [4, 4, 9, 8, 1, 1, 5, 5]),
      given('z', [2, 2, 2], [2, 2, 4, 5, 9, 9, 12, 13], 'int64'),
    ],
  },
  {
    op: 'MaxPool',
    says: 'three axes, rounding up',
    inputs: [given('x', [1, 1, 3, 2, 2], counting(12))],
    attributes: { kernel_shape: [2, 2, 1], strides: [2, 1, 1], ceil_mode: 1 },
    outputs: [given('y', [1, 1, 2, 1, 2], [7, 8, 11, 12])],
  },
  {
    op: 'AveragePool',
    says: 'SAME_LOWER puts the odd position at the start',
    inputs: [given('x', [1, 1, 4], [1, 2, 3, 4])],
    attributes: { kernel_shape: [2], auto_pad: 'SAME_LOWER', count_include_pad: 1 },
    outputs: [given('y', [1, 1, 4], [0.5, 1.5, 2.5, 3.5])],
  },
  {
    op: 'AveragePool',
    says: 'VALID, whatever pads say',
    inputs: [given('x', [1, 1, 4], [1, 2, 3, 4])],
    attributes: { kernel_shape: [2], auto_pad: 'VALID', pads: [1, 1], strides: [2] },
    outputs: [given('y', [1, 1, 2], [1.5, 3.5])],
  },
  {
    op: 'AveragePool',
    says: 'three axes, the padding counted and not',
    inputs: [given('x', [1, 1, 1, 1, 2], [3, 6])],
    attributes: { kernel_shape: [2, 1, 2], pads: [1, 0, 0, 0, 0, 1], count_include_pad: 1 },
    outputs: [given('y', [1, 1, 1, 1, 2], [2.25, 1.5])],
  },
  {
    op: 'LpPool',
    says: 'the 3-norm of each window',
    inputs: [given('x', [1, 1, 2, 2], [-1, 2, -2, 1])],
    attributes: { kernel_shape: [2, 2], p: 3 },
    outputs: [given('y', [1, 1, 1, 1], [Math.cbrt(18)])],
  },
  {
    op: 'Conv',
    says: 'one axis in groups, with bias',
    inputs: [
      given('x', [1, 2, 4], [1, 2, 3, 4, 5, 6, 7, 8]),
      given('w', [2, 1, 2], [1, 10, 2, 1]),
      given('b', [2], [100, 200]),
    ],
    attributes: { kernel_shape: [2], group: 2, strides: [2], dilations: [2], pads: [1, 0] },
    outputs: [given('y', [1, 2, 2], [120, 142, 206, 220])],
  },
  {
    op: 'Conv',
    says: 'pads of all four sides: top, left, bottom, right',
    inputs: [given('x', [1, 1, 1, 2], [1, 2]), given('w', [1, 1, 2, 2], [1, 10, 100, 1000])],
    attributes: { pads: [1, 0, 0, 1] },
    outputs: [given('y', [1, 1, 1, 2], [2100, 200])],
  },
]

function caseOf({ op, inputs, attributes, outputs }: Definition): CaseData {
  const names = (tensors: readonly TensorData[]): string[] => tensors.map(({ name }) => name)
  return {
    name: op,
    op,
    attributes,
    inputs,
    outputs,
    opset: 22,
    nodeInputs: names(inputs),
    nodeOutputs: names(outputs),
    tolerance: { float32: { rtol: 1e-6, atol: 1e-6 } },
  }
}

describe('convolution and pooling of ONNX', () => {
  test.each(DEFINITIONS)('$op: $says', async (definition) => {
    expect(await onCpu('onnx/pooling', caseOf(definition))).toMatchObject({ status: 'passed', reason: null })
  })

  test('are skipped where a part of them has no operation', async () => {
    const cube = given('x', [1, 1, 2, 2, 2], counting(8))
    const positions = { op: 'MaxPool', says: '', inputs: [cube], attributes: { kernel_shape: [2, 2, 2] } }
    const two = [given('y', [1, 1, 1, 1, 1], [8]), given('z', [1, 1, 1, 1, 1], [7], 'int64')]
    expect((await onCpu('onnx/pooling', caseOf({ ...positions, outputs: two }))).reason).toMatch(/more than two axes/)
    const filters = given('w', [1, 1, 2, 2, 2], counting(8))
    const volume = { op: 'Conv', says: '', inputs: [cube, filters], attributes: {}, outputs: [two[0]] }
    expect((await onCpu('onnx/linear_conv', caseOf(volume))).reason).toMatch(/3 axes/)
    const wrong = { op: 'Conv', says: '', inputs: [square, given('w', [1, 1, 2, 2], counting(4))], outputs: [two[0]] }
    const attributes = { kernel_shape: [3, 3] }
    expect((await onCpu('onnx/linear_conv', caseOf({ ...wrong, attributes }))).reason).toMatch(/not that of W/)
  })
})

describe('windows of PyTorch', () => {
  const run = (op: string, attributes: CaseData['attributes'], weight: TensorData[], output: TensorData) =>
    onCpu('torch/pool2d', {
      name: op,
      op,
      attributes,
      inputs: [given('x', [1, 1, 2, 3], [1, 2, 3, 4, 5, 6]), ...weight],
      outputs: [output],
      tolerance: { float32: { rtol: 1e-6, atol: 1e-6 } },
    })

  test('take one number, two, or a name', async () => {
    const weight = [given('weight', [1, 1, 1, 2], [1, 10])]
    const shared = { stride: 1, dilation: [1, 1], groups: 1, bias: false }
    const same = given('y', [1, 1, 2, 3], [21, 32, 3, 54, 65, 6])
    expect(await run('Conv2d', { ...shared, padding: 'same' }, weight, same)).toMatchObject({ status: 'passed' })
    const padded = given('y', [1, 1, 2, 4], [10, 21, 32, 3, 40, 54, 65, 6])
    expect(await run('Conv2d', { ...shared, padding: [0, 1] }, weight, padded)).toMatchObject({ status: 'passed' })
    const strange = { ...shared, padding: [0, 1, 2] }
    expect((await run('Conv2d', strange, weight, padded)).reason).toMatch(/padding is not given for two axes/)
  })

  test('stand side by side without a stride', async () => {
    const attributes = { kernel: [2, 1], stride: null, padding: 0, dilation: 1, ceilMode: false }
    expect(await run('MaxPool2d', attributes, [], given('y', [1, 1, 1, 3], [4, 5, 6]))).toMatchObject({
      status: 'passed',
    })
    const average = { kernel: 2, stride: 1, padding: 0, ceilMode: false, countIncludePad: true }
    expect(await run('AvgPool2d', average, [], given('y', [1, 1, 1, 2], [3, 4]))).toMatchObject({ status: 'passed' })
  })
})
