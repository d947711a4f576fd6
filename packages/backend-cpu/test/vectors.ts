import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Bounds of the errors; null where float32 is not held to anything. */
export interface Tolerance {
  relative: number
  /** One for all elements, or one for each. */
  absolute: number | number[]
}

/** A case of the shared vectors, made with PyTorch in float64. */
export interface VectorCase {
  name: string
  op: string
  attributes: Record<string, number | boolean | string>
  /** Data of the inputs and outputs by name. */
  inputs: Record<string, number[]>
  outputs: Record<string, { data: number[]; tolerance: Tolerance | null }>
  shapes: Record<string, number[]>
}

interface StoredTensor {
  name: string
  shape: number[]
  data: (number | string)[]
  tolerance?: {
    float32: { rtol: number; atol: number } | null
    perChannel?: { axis: number; float32: (number | null)[] }
  }
}

interface StoredCase {
  name: string
  op: string
  attributes: VectorCase['attributes']
  inputs: StoredTensor[]
  outputs: StoredTensor[]
}

/** The cases of one family that are made of numbers, or none where the shared folder is not there. */
export function vectors(family: string): VectorCase[] {
  const file = fileURLToPath(new URL(`../../../../shared/vectors/torch/${family}.json`, import.meta.url))
  if (!existsSync(file)) return []
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: StoredCase[] }
  return cases.map(({ name, op, attributes, inputs, outputs }) => ({
    name,
    op,
    attributes,
    inputs: Object.fromEntries(inputs.map((tensor) => [tensor.name, tensor.data.map(Number)])),
    outputs: Object.fromEntries(outputs.map((tensor) => [tensor.name, withTolerance(tensor)])),
    shapes: Object.fromEntries([...inputs, ...outputs].map((tensor) => [tensor.name, tensor.shape])),
  }))
}

function withTolerance({ shape, data, tolerance }: StoredTensor): VectorCase['outputs'][string] {
  const bound = tolerance?.float32 ?? null
  if (bound === null) return { data: data.map(Number), tolerance: null }
  const { axis, float32: channels } = tolerance?.perChannel ?? { axis: 0, float32: null }
  const inner = shape.slice(axis + 1).reduce((product, n) => product * n, 1)
  const ofChannel = (_: unknown, i: number): number => channels?.[Math.floor(i / inner) % shape[axis]] ?? bound.atol
  return {
    data: data.map(Number),
    tolerance: { relative: bound.rtol, absolute: channels === null ? bound.atol : data.map(ofChannel) },
  }
}
