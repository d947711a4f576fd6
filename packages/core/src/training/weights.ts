import type { Device } from '../device/index.js'
import { OptionError, ShapeError } from '../errors.js'
import type { Layer, Variable } from '../layers/index.js'
import { sameShape, showShape, type HostTensor } from '../tensor/index.js'

/** Parameters and running statistics by path ('dense/kernel'), on the host. */
export type Weights = Readonly<Record<string, HostTensor>>

/** All variables of a model. */
export function variablesOf(model: Layer): Variable[] {
  return [...model.parameters, ...model.states]
}

export async function readWeights(model: Layer): Promise<Weights> {
  const entries = variablesOf(model).map(async ({ path, shape, value }): Promise<[string, HostTensor]> => [
    path,
    { data: await value.read(), shape },
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
  const missing = variables.map(({ path }) => path).filter((path) => !Object.hasOwn(weights, path))
  const unknown = Object.keys(weights).filter((path) => !variables.some((variable) => variable.path === path))
  if (missing.length > 0 || unknown.length > 0) {
    throw new OptionError({
      what: `Weights do not belong to this model: missing ${missing.join(', ') || 'none'}; unknown ${unknown.join(', ') || 'none'}.`,
      remedy: 'Give the weights of a model with the same layers, as getWeights returned them.',
    })
  }
  for (const { path, shape } of variables) {
    if (sameShape(weights[path].shape, shape)) continue
    throw new ShapeError({
      what: `${path} has shape ${showShape(shape)}; the weights given have ${showShape(weights[path].shape)}.`,
      remedy: 'Give the weights of a model with the same layers.',
    })
  }
  for (const variable of variables) variable.assign(device, weights[variable.path])
}
