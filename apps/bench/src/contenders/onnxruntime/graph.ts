import type { LayerSpec, Network } from '../../workloads/networks/network.js'

/** A constant of the graph. */
export interface OnnxConstant {
  readonly values: Float32Array
  readonly dims: readonly number[]
}

/** An operation of ONNX on what the one before it gave, and on constants. */
export interface OnnxOperation {
  readonly operator: string
  readonly constants: readonly OnnxConstant[]
  /** Numbers are floats, lists are integers. */
  readonly attributes: Readonly<Record<string, number | readonly number[]>>
}

/** The operations of a network with channels first, in order. */
export function onnxOperations({ layers }: Network): OnnxOperation[] {
  return layers.flatMap(operationsOf)
}

function operationsOf(spec: LayerSpec): OnnxOperation[] {
  switch (spec.kind) {
    case 'dense': {
      const kernel = { values: spec.kernel, dims: [spec.inputs, spec.units] }
      const sum =
        spec.bias === null
          ? operation('MatMul', [kernel])
          : operation('Gemm', [kernel, { values: spec.bias, dims: [spec.units] }])
      return spec.activation === null ? [sum] : [sum, operation(ACTIVATIONS[spec.activation])]
    }
    case 'convolution': {
      const { size, channels, filters } = spec
      const border = (size - 1) / 2
      const kernel = { values: spec.kernel, dims: [filters, channels, size, size] }
      return [operation('Conv', [kernel], { pads: [border, border, border, border] })]
    }
    case 'batchNorm': {
      const vectors = [spec.gamma, spec.beta, spec.mean, spec.variance]
      const constants = vectors.map((values) => ({ values, dims: [spec.channels] }))
      return [operation('BatchNormalization', constants, { epsilon: spec.epsilon })]
    }
    case 'activation':
      return [operation(ACTIVATIONS[spec.activation])]
    case 'maxPool':
      return [operation('MaxPool', [], { kernel_shape: [2, 2], strides: [2, 2] })]
    case 'flatten':
      return [operation('Flatten')]
  }
}

const ACTIVATIONS = { relu: 'Relu', sigmoid: 'Sigmoid', softmax: 'Softmax' } as const

function operation(
  operator: string,
  constants: readonly OnnxConstant[] = [],
  attributes: OnnxOperation['attributes'] = {},
): OnnxOperation {
  return { operator, constants, attributes }
}
