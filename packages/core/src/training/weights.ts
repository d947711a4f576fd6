import type { Device } from '../device/index.js'
import { OptionError, ShapeError } from '../errors.js'
import type { Layer, Variable } from '../layers/index.js'
import { sameShape, showShape, sizeOf, type HostTensor, type Shape, type Tensor } from '../tensor/index.js'

/** Parameters and running statistics by path ('dense/kernel'), on the host. */
export type Weights = Readonly<Record<string, HostTensor>>

/** All variables of a model. */
export function variablesOf(model: Layer): Variable[] {
  return [...model.parameters, ...model.states]
}

export function readWeights(model: Layer): Promise<Weights> {
  return readTensors(variablesOf(model).map(({ path, value }) => [path, value]))
}

/** Named tensors, read all together. */
export async function readTensors(
  tensors: readonly (readonly [name: string, tensor: Tensor])[],
): Promise<Readonly<Record<string, HostTensor>>> {
  const entries = tensors.map(async ([name, tensor]): Promise<[string, HostTensor]> => [
    name,
    { data: await tensor.read(), shape: tensor.shape },
  ])
  return Object.fromEntries(await Promise.all(entries))
}

/**
 * Writes weights into a model; all are checked before the first is written.
 *
 * @throws OptionError when paths are missing or unknown
 * @throws ShapeError when a shape differs
 */
export function writeWeights(model: Layer, device: Device, weights: Weights): void {
  const variables = variablesOf(model)
  requireSame('Weights', new Map(variables.map((variable) => [variable.path, variable])), weights)
  for (const variable of variables) variable.assign(device, weights[variable.path])
}

/**
 * Refuses tensors from the host that belong to another model.
 *
 * @param what the beginning of the sentence: 'Weights'
 * @throws OptionError when names are missing or unknown
 * @throws ShapeError when a shape or the number of values differs
 */
export function requireSame(
  what: string,
  expected: ReadonlyMap<string, { readonly shape: Shape }>,
  given: Readonly<Record<string, HostTensor>>,
): void {
  const missing = [...expected.keys()].filter((name) => !Object.hasOwn(given, name))
  const unknown = Object.keys(given).filter((name) => !expected.has(name))
  if (missing.length > 0 || unknown.length > 0) {
    throw new OptionError({
      what: `${what} of another model: missing ${missing.join(', ') || 'none'}; unknown ${unknown.join(', ') || 'none'}.`,
      remedy: 'Give those of a model with the same layers, compiled with the same optimizer.',
    })
  }
  for (const [name, { shape }] of expected) {
    const { shape: givenShape, data } = given[name]
    if (sameShape(givenShape, shape) && data.length === sizeOf(shape)) continue
    throw new ShapeError({
      what: `${name} has shape ${showShape(shape)}; given were ${data.length} values of shape ${showShape(givenShape)}.`,
      remedy: 'Give those of a model with the same layers.',
    })
  }
}
