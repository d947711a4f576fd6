import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import type { Bound } from './close.js'

/** A tensor of the shared conformance vectors (schema nn-vectors/1). */
export interface VectorTensor {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly data: readonly number[]
  readonly tolerance?: { readonly float32: Bound }
}

export interface VectorCase {
  readonly name: string
  readonly op: string
  readonly attributes: {
    readonly reduction: 'mean' | 'sum' | 'none'
    readonly labelSmoothing?: number
  }
  readonly inputs: readonly VectorTensor[]
  readonly outputs: readonly VectorTensor[]
}

const BESIDE_REPOSITORY = fileURLToPath(new URL('../../../../../../shared/vectors', import.meta.url))
const FILE = join(process.env['EVENKEEL_VECTORS'] ?? BESIDE_REPOSITORY, 'torch/losses.json')

/** PyTorch's losses, none where the vectors are not present. */
export const lossCases: readonly VectorCase[] = existsSync(FILE)
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { cases: VectorCase[] }).cases
  : []
