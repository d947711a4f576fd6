import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

/** Numbers from other frameworks, beside the repository; tests that use them run where they are present. */
const FOLDER = new URL('../../../../../shared/vectors/torch/', import.meta.url)

interface Bound {
  readonly rtol: number
  readonly atol: number
}

interface Tensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly data: readonly (number | string)[]
  readonly tolerance?: { readonly float64: Bound | null }
}

/** One case of a vector file. */
export interface VectorCase {
  readonly name: string
  readonly op: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
  readonly throws?: string
}

/** The cases of a family, none where the folder is absent. */
export function vectorCases(family: string): readonly VectorCase[] {
  const path = fileURLToPath(new URL(`${family}.json`, FOLDER))
  if (!existsSync(path)) return []
  return (JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly VectorCase[] }).cases
}

/** The oracle computes in float64 whatever it is given: here it is given float64. */
export function exactly(values: ArrayLike<number>): Float32Array {
  return Float64Array.from(values) as unknown as Float32Array
}

function find(tensors: readonly Tensor[], name: string): Tensor {
  const found = tensors.find((tensor) => tensor.name === name)
  if (found === undefined) throw new Error(`no tensor '${name}'`)
  return found
}

export function has(vector: VectorCase, name: string): boolean {
  return [...vector.inputs, ...vector.outputs].some((tensor) => tensor.name === name)
}

export function shapeOf(vector: VectorCase, name: string): readonly number[] {
  return find([...vector.inputs, ...vector.outputs], name).shape
}

/** An input's values. */
export function input(vector: VectorCase, name: string): Float32Array {
  return exactly(find(vector.inputs, name).data.map(Number))
}

/** `actual` agrees with an output of the case, within the float64 bound that stands there. */
export function expectOutput(vector: VectorCase, name: string, actual: ArrayLike<number>): void {
  const { data, tolerance } = find(vector.outputs, name)
  const { rtol, atol } = tolerance?.float64 ?? { rtol: 1e-9, atol: 1e-11 }
  expect(actual.length).toBe(data.length)
  data.map(Number).forEach((expected, i) => {
    if (!Number.isFinite(expected)) return expect(actual[i], `${name}[${i}]`).toBe(expected)
    expect(Math.abs(actual[i] - expected), `${name}[${i}]`).toBeLessThanOrEqual(atol + rtol * Math.abs(expected))
  })
}

/** An array of the given shape with its axes in another order: axis a of the result is axis `axes[a]`. */
export function permuted(values: ArrayLike<number>, shape: readonly number[], axes: readonly number[]): Float32Array {
  const stride = (axis: number): number => shape.slice(axis + 1).reduce((product, size) => product * size, 1)
  const moved = new Float64Array(values.length)
  for (let i = 0; i < moved.length; i++) {
    let rest = i
    let position = 0
    for (const axis of axes.toReversed()) {
      position += (rest % shape[axis]) * stride(axis)
      rest = Math.floor(rest / shape[axis])
    }
    moved[i] = values[position]
  }
  return exactly(moved)
}
