import { requirePeer } from '../../peers/require-peer.js'
import type { Network } from '../../workloads/networks/network.js'
import { onnxOperations, type OnnxConstant } from './graph.js'
import { AttributeType, ElementType, ONNX_SCHEMA } from './schema.js'

export const PROTOBUF_PACKAGE = 'protobufjs'

/** Names of the model's input and output. */
export const INPUT = 'x'
export const OUTPUT = 'y'

/** The part of protobufjs that is used here; the package is not there when this is compiled. */
interface Protobuf {
  readonly Root: {
    fromJSON(schema: object): {
      lookupType(name: string): { encode(message: object): { finish(): Uint8Array } }
    }
  }
}

const IR_VERSION = 8
const OPERATOR_SET = 15

/** A network with channels first as an ONNX model, for batches of any size. */
export function onnxModel(network: Network): Uint8Array {
  const { Root } = requirePeer(PROTOBUF_PACKAGE) as Protobuf
  return Root.fromJSON(ONNX_SCHEMA).lookupType('Model').encode(modelMessage(network)).finish()
}

/** The model as a message of {@link ONNX_SCHEMA}. */
export function modelMessage(network: Network): object {
  const operations = onnxOperations(network)
  const constantName = (i: number, j: number): string => `constant${i}_${j}`
  const resultName = (i: number): string => (i === operations.length - 1 ? OUTPUT : `result${i}`)
  const node = operations.map(({ operator, constants, attributes }, i) => ({
    input: [i === 0 ? INPUT : resultName(i - 1), ...constants.map((_, j) => constantName(i, j))],
    output: [resultName(i)],
    opType: operator,
    attribute: Object.entries(attributes).map(([name, value]) =>
      typeof value === 'number'
        ? { name, f: value, type: AttributeType.float }
        : { name, ints: value, type: AttributeType.ints },
    ),
  }))
  const initializer = operations.flatMap(({ constants }, i) =>
    constants.map((constant, j) => tensorMessage(constantName(i, j), constant)),
  )
  const input = [{ name: INPUT, type: tensorType([{ dimParam: 'N' }, ...network.inputShape.map(dimension)]) }]
  const output = [{ name: OUTPUT, type: tensorType([{ dimParam: 'N' }, { dimParam: 'classes' }]) }]
  return {
    irVersion: IR_VERSION,
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    graph: { name: 'network', node, initializer, input, output },
  }
}

function tensorMessage(name: string, { values, dims }: OnnxConstant): object {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  return { name, dims, dataType: ElementType.float, rawData }
}

function dimension(extent: number): object {
  return { dimValue: extent }
}

function tensorType(dim: readonly object[]): object {
  return { tensorType: { elemType: ElementType.float, shape: { dim } } }
}
