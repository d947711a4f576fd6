import { DatasetError } from '@evenkeel/core'
import type { TensorData } from '../format.js'

/** A tensor's numbers, and what kind they were in the file. */
export interface Values {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  /** Row-major, in double precision; false and true are 0 and 1. */
  readonly data: Float64Array
}

/**
 * The numbers of a tensor that stands in the file itself.
 *
 * @throws DatasetError when their number is not that of the shape, or one is not a number
 */
export function inlineValues({ name, dtype, shape, data = [] }: TensorData): Values {
  const length = shape.reduce((size, extent) => size * extent, 1)
  const values = Float64Array.from(data, Number)
  const stray = data.find((value, i) => Number.isNaN(values[i]) && value !== 'NaN')
  if (values.length === length && stray === undefined) return { name, dtype, shape, data: values }
  throw new DatasetError({
    what: `${name}: ${stray === undefined ? `${values.length} values for shape [${shape.join(', ')}]` : `'${String(stray)}' is not a number`}.`,
    remedy: 'Take the file anew from where it came from.',
  })
}
