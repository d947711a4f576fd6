import {
  CallContext,
  commitStatistics,
  ones,
  sequential,
  valueAndGradients,
  type Device,
  type HostTensor,
  type Layer,
  type RunningNormalization,
  type Tensor,
  type Variable,
} from '../../../src/index.js'
import { random, tensor } from '../../../src/index.js'

/** A layer on a device, alone in a model, with values for some of its variables. */
export function placed<L extends Layer>(
  device: Device,
  layer: L,
  inputShape: readonly number[],
  values: Readonly<Record<string, readonly number[]>> = {},
): L {
  sequential([layer], { inputShape }).place(device)
  const variables: readonly Variable[] = layer.ownVariables
  for (const [name, data] of Object.entries(values)) {
    const variable = variables.find((candidate) => candidate.name === name)!
    variable.assign(device, { data: Float32Array.from(data), shape: variable.shape })
  }
  return layer
}

/** The layer's output in training, gradients for an upstream gradient, and what was proposed. */
export function pass(
  layer: Layer,
  x: Tensor,
  dy: Tensor,
  context: CallContext = new CallContext({ training: true }),
): { readonly y: Tensor; readonly gradients: readonly Tensor[]; readonly context: CallContext } {
  const wrt = [x, ...layer.parameters.map((parameter) => parameter.value)]
  const { value, gradients } = valueAndGradients(
    wrt,
    () => ({
      value: layer.call(x, context),
      auxiliary: context.proposals.map((proposal) => ({ ...proposal })),
    }),
    { seed: dy },
  )
  return { y: value, gradients, context }
}

/** A forward pass in training whose proposals are committed. */
export function step(layer: RunningNormalization, x: Tensor, mask: Tensor | null = null): Tensor {
  const context = new CallContext({ training: true, mask })
  const y = layer.call(x, context)
  for (const { target, statistics } of context.proposals) {
    commitStatistics(x.device, target, [statistics], ones(x.device, [1]).buffer)
  }
  return y
}

/** The layer's output at test time. */
export function evaluated(layer: Layer, x: Tensor): Tensor {
  return layer.call(x, new CallContext({ training: false }))
}

/** Normal numbers, the same for the same stream. */
export function normals(
  shape: readonly number[],
  stream: number,
  mean = 0,
  std = 1,
): HostTensor & { data: Float32Array } {
  const data = new Float32Array(shape.reduce((size, extent) => size * extent, 1))
  random.fillNormal(data, { seed: 3, stream, offset: 0 })
  return { data: data.map((z) => mean + std * z), shape }
}

export function onDevice(device: Device, { data, shape }: HostTensor): Tensor {
  return tensor(device, data, { shape })
}

/** (x − mean)/√(variance + ε) of some values, in double precision. */
export function normalized(values: readonly number[], epsilon: number): number[] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length
  return values.map((x) => (x - mean) / Math.sqrt(variance + epsilon))
}

/** Normalizes the sets of positions that share a key, in double precision. */
export function normalizedBy(
  values: ArrayLike<number>,
  keyOf: (index: number) => string | number,
  epsilon: number,
): number[] {
  const sets = new Map<string | number, number[]>()
  Array.from(values).forEach((_, i) => sets.set(keyOf(i), [...(sets.get(keyOf(i)) ?? []), i]))
  const result = Array.from<number>({ length: values.length })
  for (const indices of sets.values()) {
    normalized(
      indices.map((i) => values[i]),
      epsilon,
    ).forEach((value, k) => {
      result[indices[k]] = value
    })
  }
  return result
}
