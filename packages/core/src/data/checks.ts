import type { DType } from '../backend/index.js'
import { DataError } from '../errors.js'
import { cast, equal, max, min, where } from '../ops/index.js'
import { runInScope } from '../device/index.js'
import { Tensor, type HostTensor } from '../tensor/index.js'

/** Labels a loss accepts: integers from 0 to `classes` − 1, and one that leaves its sample out. */
export interface LabelRange {
  readonly classes: number
  readonly ignored: number | null
}

/** What targets may be. */
export interface TargetRules {
  readonly dtype: DType
  /** Null for targets that are values. */
  readonly labels: LabelRange | null
}

/**
 * Refuses data with values that are not finite. Done where data enters, so that no step has to look.
 *
 * @throws DataError naming the first such element of host data
 */
export async function requireFinite(name: string, data: Tensor | HostTensor): Promise<void> {
  if (data instanceof Tensor) {
    if (data.dtype === 'int32' || data.size === 0) return
    // Both are NaN where any element is, and two readings cost less than writing what is finite.
    const extremes = await readAll(runInScope(data.device, () => [min(data), max(data)]))
    if (extremes.every(Number.isFinite)) return
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
export async function requireLabels(data: Tensor | HostTensor, { classes, ignored }: LabelRange): Promise<void> {
  const remedy = `Give integers from 0 to ${classes - 1}, or a network with more outputs.`
  if (data instanceof Tensor) {
    if (data.size === 0) return
    const [low, high] = await readExtremes(data, ignored)
    if (low >= 0 && high < classes) return
    throw new DataError({ what: `Labels run from ${low} to ${high}, for a network with ${classes} outputs.`, remedy })
  }
  const position = data.data.findIndex(
    (label) => !(Number.isInteger(label) && label >= 0 && label < classes) && label !== ignored,
  )
  if (position < 0) return
  throw new DataError({
    what: `Label ${position} is ${data.data[position]}, for a network with ${classes} outputs.`,
    remedy,
  })
}

/** Smallest and largest label, those to be ignored counted as 0. */
async function readExtremes(data: Tensor, ignored: number | null): Promise<number[]> {
  const extremes = runInScope(data.device, () => {
    const values = data.dtype === 'int32' ? cast(data, 'float32') : data
    const counted = ignored === null ? values : where(equal(values, ignored), 0, values)
    return [min(counted), max(counted)]
  })
  return readAll(extremes)
}

/** The numbers of tensors of one element, which are disposed. */
async function readAll(scalars: readonly Tensor[]): Promise<number[]> {
  const numbers = await Promise.all(scalars.map((scalar) => scalar.item()))
  for (const scalar of scalars) scalar.dispose()
  return numbers
}

function firstNonFinite(values: HostTensor['data']): number {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return -1
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return i
  return -1
}
