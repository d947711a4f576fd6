import type { HostTensor } from '@evenkeel/core'
import type { CaseSubject } from '../../case/subject.js'
import { Unsupported } from '../../case/unsupported.js'
import type { LabelledImages } from '../../files/images.js'

/** Samples and their labels on the host. */
export interface HostBatch {
  readonly x: HostTensor
  readonly y: HostTensor
}

/** The rows of a data set that each step takes. */
export function batchRows({ attributes, inputs }: CaseSubject): Int32Array[] {
  const sizes = attributes.integers('batchSizes')
  const { data, shape } = inputs.integers('batch_indices')
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const width = shape.length === 2 ? shape[1] : null
  const fits = width === null ? total === data.length : shape[0] === sizes.length && sizes.every((n) => n <= width)
  if (!fits) throw new Unsupported('batch_indices do not fit batchSizes')
  let position = 0
  return sizes.map((size, step) => {
    const start = width === null ? position : step * width
    position += size
    return data.slice(start, start + size)
  })
}

/** The number that pixels are divided by: `pixel/255`. */
export function pixelScale({ attributes }: CaseSubject): number {
  const scale = attributes.text('inputScale')
  const divisor = Number(/^pixel\/(\d+)$/.exec(scale)?.[1])
  if (divisor > 0) return divisor
  throw new Unsupported(`attribute inputScale = ${scale} is not supported`)
}

/** The images of some rows as samples of one axis. */
export function takeRows({ images, labels }: LabelledImages, rows: ArrayLike<number>, divisor: number): HostBatch {
  const features = images.shape.slice(1).reduce((size, extent) => size * extent, 1)
  const x = new Float32Array(rows.length * features)
  const y = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const from = rows[i] * features
    for (let j = 0; j < features; j++) x[i * features + j] = images.data[from + j] / divisor
    y[i] = labels[rows[i]]
  }
  return { x: { data: x, shape: [rows.length, features] }, y: { data: y, shape: [rows.length] } }
}
