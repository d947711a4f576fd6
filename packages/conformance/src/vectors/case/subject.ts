import type { Device, Tensor } from '@evenkeel/core'
import type { Numbers } from '../check/compare.js'
import type { CaseData } from '../format.js'
import type { CaseFiles } from '../files/folder.js'
import type { Attributes } from './attributes.js'
import type { Inputs } from './inputs.js'

/** What a runner works with. */
export interface CaseSubject {
  readonly device: Device
  readonly data: CaseData
  readonly attributes: Attributes
  readonly inputs: Inputs
  readonly files: CaseFiles
}

/** Results by name: on the device, or read already. More than the case asks for does no harm. */
export type Outputs = Readonly<Record<string, Tensor | Numbers>>

/** Computes the outputs of a case through the public interface of core. */
export type CaseRunner =
  /** Within a scope: tensors made on the way are disposed. */
  | { readonly kind: 'scoped'; readonly run: (subject: CaseSubject) => Outputs }
  /** Reads on the way, and disposes what it made. */
  | { readonly kind: 'reading'; readonly run: (subject: CaseSubject) => Promise<Outputs> }
  /** There is nothing to run it with. */
  | { readonly kind: 'absent'; readonly reason: string }

export function scoped(run: (subject: CaseSubject) => Outputs): CaseRunner {
  return { kind: 'scoped', run }
}

export function reading(run: (subject: CaseSubject) => Promise<Outputs>): CaseRunner {
  return { kind: 'reading', run }
}

export function absent(reason: string): CaseRunner {
  return { kind: 'absent', reason }
}
