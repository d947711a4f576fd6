import { existsSync, readFileSync } from 'node:fs'
import type { Bound } from './closeness.js'

/** A tensor of the shared conformance vectors (schema nn-vectors/1). */
export interface VectorTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: readonly (number | string)[]
  readonly tolerance?: { readonly float32: Bound | null }
}

export interface VectorCase {
  readonly name: string
  readonly op: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly inputs: readonly VectorTensor[]
  readonly outputs: readonly VectorTensor[]
}

const FOLDER = new URL('../../../../../../shared/vectors/', import.meta.url)

/** Whether the shared vectors lie beside the repository. */
export const vectorsPresent: boolean = existsSync(FOLDER)

/** The cases of one file, none where the vectors are not present. */
export function vectorCases(file: string): readonly VectorCase[] {
  if (!vectorsPresent) return []
  const text = readFileSync(new URL(file, FOLDER), 'utf8')
  return (JSON.parse(text) as { cases: VectorCase[] }).cases
}

/** The numbers of a named tensor, NaN and infinities read from their names. */
export function numbers(tensors: readonly VectorTensor[], name: string): number[] {
  const found = tensors.find((tensor) => tensor.name === name)
  if (found === undefined) throw new Error(`No tensor '${name}' among ${tensors.map((t) => t.name).join()}`)
  return found.data.map(Number)
}

/** The float32 tolerance of a named output. */
export function tolerance(tensors: readonly VectorTensor[], name: string): Bound {
  const bound = tensors.find((tensor) => tensor.name === name)?.tolerance?.float32
  if (!bound) throw new Error(`No float32 tolerance for '${name}'`)
  return bound
}
