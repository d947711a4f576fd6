import { describe, expect, test } from 'vitest'
import type { CaseData, TensorData } from '../../src/vectors/format.js'
import { given, onCpu } from './on-cpu.js'

/** An operator with what its definition gives for small numbers. */
interface Definition {
  readonly op: string
  readonly says: string
  readonly inputs: readonly TensorData[]
  readonly output: TensorData
  readonly attributes?: CaseData['attributes']
}

const x = given('x', [4], [-2, -0.5, 0, 3])
const table = given('x', [3, 2], [1, 2, 3, 4, 5, 6])
const integers = (name: string, ...data: number[]): TensorData => given(name, [data.length], data, 'int64')

const DEFINITIONS: readonly Definition[] = [
  { op: 'Abs', says: '|x|', inputs: [x], output: given('y', [4], [2, 0.5, 0, 3]) },
  { op: 'Neg', says: '−x', inputs: [x], output: given('y', [4], [2, 0.5, 0, -3]) },
  { op: 'Sign', says: 'the sign', inputs: [x], output: given('y', [4], [-1, -1, 0, 1]) },
  { op: 'Identity', says: 'x', inputs: [x], output: given('y', [4], [-2, -0.5, 0, 3]) },
  {
    op: 'Erf',
    says: 'the error function',
    inputs: [given('x', [3], [0, 1, 'Infinity'])],
    output: given('y', [3], [0, 0.8427007929497149, 1]),
  },
  {
    op: 'HardSwish',
    says: 'x·max(0, min(1, x/6 + 1/2))',
    inputs: [given('x', [3], [-3, 1, 3])],
    output: given('y', [3], [0, 2 / 3, 3]),
  },
  {
    op: 'Mish',
    says: 'x·tanh(log(1 + eˣ))',
    inputs: [x],
    output: given(
      'y',
      [4],
      [-2, -0.5, 0, 3].map((v) => v * Math.tanh(Math.log1p(Math.exp(v)))),
    ),
  },
  {
    op: 'Swish',
    says: 'x/(1 + e^(−alpha·x))',
    inputs: [x],
    attributes: { alpha: 2 },
    output: given(
      'y',
      [4],
      [-2, -0.5, 0, 3].map((v) => v / (1 + Math.exp(-2 * v))),
    ),
  },
  {
    op: 'ThresholdedRelu',
    says: 'x above alpha, else 0',
    inputs: [given('x', [3], [0.5, 2, 3])],
    attributes: { alpha: 2 },
    output: given('y', [3], [0, 0, 3]),
  },
  {
    op: 'Max',
    says: 'the largest of any number, with broadcasting',
    inputs: [given('a', [2], [1, 5]), given('b', [1], [3]), given('c', [2, 1], [0, 4])],
    output: given('y', [2, 2], [3, 5, 4, 5]),
  },
  {
    op: 'Min',
    says: 'the smallest, NaN where one is',
    inputs: [given('a', [2], [1, 'NaN']), given('b', [2], [0, 0])],
    output: given('y', [2], [0, 'NaN']),
  },
  {
    op: 'Sum',
    says: 'the sum of any number',
    inputs: [given('a', [1], [1]), given('b', [1], [2]), given('c', [1], [4])],
    output: given('y', [1], [7]),
  },
  {
    op: 'Equal',
    says: 'true where equal',
    inputs: [given('a', [2], [1, 2]), given('b', [2], [1, 3])],
    output: given('y', [2], [true, false], 'bool'),
  },
  {
    op: 'GreaterOrEqual',
    says: 'true where not less',
    inputs: [given('a', [3], [1, 2, 3]), given('b', [], [2])],
    output: given('y', [3], [false, true, true], 'bool'),
  },
  {
    op: 'Where',
    says: 'one or the other',
    inputs: [given('c', [2], [true, false], 'bool'), given('a', [2], [1, 'NaN']), given('b', [2], ['NaN', 2])],
    output: given('y', [2], [1, 2]),
  },
  {
    op: 'ReduceL1',
    says: 'Σ|x|',
    inputs: [given('x', [2, 2], [1, -2, 3, -4]), integers('axes', 1)],
    attributes: { keepdims: 0 },
    output: given('y', [2], [3, 7]),
  },
  {
    op: 'ReduceLogSum',
    says: 'log Σx, over the axes of an attribute',
    inputs: [given('x', [2], [0.5, 0.5])],
    attributes: { keepdims: 1, axes: [0] },
    output: given('y', [1], [0]),
  },
  {
    op: 'Reshape',
    says: '0 keeps an extent and −1 is derived',
    inputs: [given('x', [2, 3], [1, 2, 3, 4, 5, 6]), integers('shape', 0, -1, 1)],
    output: given('y', [2, 3, 1], [1, 2, 3, 4, 5, 6]),
  },
  {
    op: 'Squeeze',
    says: 'drops the axes that are named',
    inputs: [given('x', [1, 2, 1], [1, 2]), integers('axes', -1)],
    output: given('y', [1, 2], [1, 2]),
  },
  {
    op: 'Squeeze',
    says: 'drops all axes of extent 1 where none is named',
    inputs: [given('x', [1, 2, 1], [1, 2])],
    output: given('y', [2], [1, 2]),
  },
  {
    op: 'Unsqueeze',
    says: 'counts axes in the result',
    inputs: [given('x', [2], [1, 2]), integers('axes', 0, -1)],
    output: given('y', [1, 2, 1], [1, 2]),
  },
  {
    op: 'Concat',
    says: 'one after the other',
    inputs: [given('a', [2, 1], [1, 2]), given('b', [2, 2], [3, 4, 5, 6])],
    attributes: { axis: -1 },
    output: given('y', [2, 3], [1, 3, 4, 2, 5, 6]),
  },
  {
    op: 'Slice',
    says: 'ends count from the back and stop at the end',
    inputs: [table, integers('starts', 1, -2), integers('ends', 1000, -1), integers('axes', 0, 1)],
    output: given('y', [2, 1], [3, 5]),
  },
  {
    op: 'Gather',
    says: 'rows, negative ones from the end',
    inputs: [table, given('i', [2, 1], [-1, 0], 'int64')],
    output: given('y', [2, 1, 2], [5, 6, 1, 2]),
  },
  {
    op: 'Gather',
    says: 'along an inner axis',
    inputs: [table, given('i', [1, 2], [1, 0], 'int64')],
    attributes: { axis: 1 },
    output: given('y', [3, 1, 2], [2, 1, 4, 3, 6, 5]),
  },
]

const caseOf = ({ op, inputs, output, attributes = {} }: Definition, opset = 20): CaseData => ({
  name: op,
  op,
  opset,
  attributes,
  nodeInputs: inputs.map(({ name }) => name),
  nodeOutputs: [output.name],
  inputs,
  outputs: [output],
  tolerance: { float32: { rtol: 1e-5, atol: 1e-6 } },
})

describe('ONNX operators', () => {
  test.each(DEFINITIONS)('$op: $says', async (definition) => {
    expect(await onCpu('onnx/tensor_ops', caseOf(definition))).toMatchObject({ status: 'passed', reason: null })
  })

  test('are skipped in operator sets where they meant something else', async () => {
    const softmax = { op: 'Softmax', says: '', inputs: [x], output: given('y', [4], [0, 0, 0, 1]) }
    expect((await onCpu('onnx/activations', caseOf(softmax, 11))).reason).toBe('operator set 11, before 13')
  })

  test('are skipped where a part of them has no operation', async () => {
    const stepped = [table, integers('s', 0), integers('e', 3), integers('a', 0), integers('steps', 2)]
    const slice = { op: 'Slice', says: '', inputs: stepped, output: given('y', [2, 2], [1, 2, 5, 6]) }
    expect((await onCpu('onnx/tensor_ops', caseOf(slice))).reason).toBe('slices with steps')
  })
})
