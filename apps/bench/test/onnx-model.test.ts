import { expect, test } from 'vitest'
import { modelMessage } from '../src/contenders/onnxruntime/model.js'
import { channelsFirst } from '../src/workloads/networks/channels-first.js'
import { articleNetwork } from '../src/workloads/networks/article.js'
import { convolutionalNetwork } from '../src/workloads/networks/convolutional.js'

interface Graph {
  readonly node: readonly { readonly opType: string; readonly input: readonly string[]; readonly output: string[] }[]
  readonly initializer: readonly { readonly name: string; readonly dims: number[]; readonly rawData: Uint8Array }[]
}

const graphOf = (message: object): Graph => (message as { graph: Graph }).graph

test('the article’s network is four operations of ONNX and its activations', () => {
  const { node } = graphOf(modelMessage(articleNetwork()))
  expect(node.map(({ opType }) => opType)).toEqual(['Gemm', 'Relu', 'BatchNormalization', 'Gemm', 'Softmax'])
})

test('each operation reads what the one before it gave, from x to y', () => {
  const { node } = graphOf(modelMessage(channelsFirst(convolutionalNetwork())))
  const passed = node.map(({ output }) => output[0])
  expect(node.map(({ input }) => input[0])).toEqual(['x', ...passed.slice(0, -1)])
  expect(passed.at(-1)).toBe('y')
})

test('every constant that is read is there, with four bytes for each element', () => {
  const { node, initializer } = graphOf(modelMessage(channelsFirst(convolutionalNetwork())))
  const read = node.flatMap(({ input }) => input.slice(1))
  expect(initializer.map(({ name }) => name)).toEqual(read)
  for (const { dims, rawData } of initializer) {
    expect(rawData.length).toBe(4 * dims.reduce((size, extent) => size * extent))
  }
})
