import { DataError } from '../errors.js'
import { isFinite as isFiniteOp, cast, max, min } from '../ops/index.js'
import { runInScope } from '../device/index.js'
import { Tensor, type HostTensor } from '../tensor/index.js'

/** Labels a loss accepts: integers from `min` to `classes` − 1. */
export interface LabelRange {
  readonly classes: number
  /** 0, or −1 when negative labels leave their sample out. */
  readonly min: number
}

/**
 * Refuses data with values that are not finite. Done where data enters, so that no step has to look.
 *
 * @throws DataError naming the first such element of host data
 */
export async function requireFinite(name: string, data: Tensor | HostTensor): Promise<void> {
  if (data instanceof Tensor) {
    if (data.dtype === 'int32' || data.size === 0) return
    const lowest = runInScope(data.device, () => min(isFiniteOp(data)))
    const finite = await lowest.item()
    lowest.dispose()
    if (finite === 1) return
    throw new DataError({
      what: `${name} holds values that are not finite (NaN or infinite).`,
      remedy: 'Clean the data before training: replace or drop those samples.',
    })
  }
  const position = firstNonFinite(data.data)
  if (position < 0) return
  const sample = Math.floor(position / Math.max(1, data.data.length / Math.max(1, data.shape[0] ?? 1)))
  throw new DataError({
    what: `${name} holds ${data.data[position]} in sample ${sample} (element ${position} of ${data.data.length}).`,
    remedy: 'Clean the data before training: replace or drop such samples.',
  })
}

/**
 * Refuses labels that are not class numbers.
 *
 * @throws DataError naming the first such label of host data
 */
export async function requireLabels(data: Tensor | HostTensor, { classes, min: lowest }: LabelRange): Promise<void> {
  const remedy = `Give integers from ${lowest} to ${classes - 1}, or a network with more outputs.`
  if (data instanceof Tensor) {
    if (data.size === 0) return
    const extremes = runInScope(data.device, () => {
      const values = data.dtype === 'int32' ? cast(data, 'float32') : data
      return [min(values), max(values)]
    })
    const [low, high] = await Promise.all(extremes.map((extreme) => extreme.item()))
    for (const extreme of extremes) extreme.dispose()
    if (low >= lowest && high < classes) return
    throw new DataError({ what: `Labels run from ${low} to ${high}, for a network with ${classes} outputs.`, remedy })
  }
  const position = data.data.findIndex((label) => !(Number.isInteger(label) && label >= lowest && label < classes))
  if (position < 0) return
  throw new DataError({
    what: `Label ${position} is ${data.data[position]}, for a network with ${classes} outputs.`,
    remedy,
  })
}

function firstNonFinite(values: HostTensor['data']): number {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return -1
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i
  return -1
}
