import type { Operand } from '@evenkeel/core/backend'

/** Where an operand stands at one element of the output, and for how many elements it goes on in the same way. */
export interface Run {
  /** Position in the operand. */
  readonly position: number
  /** 1 where the operand moves along with the output, 0 where it stands still. */
  readonly step: 0 | 1
  /** Elements of the output for which position and step hold. */
  readonly length: number
}

/**
 * The run of `operand` that begins at element i of the output. Broadcasting kernels go from run to run, so that their
 * inner loops know neither division nor modulo: a full operand or a scalar is a single run, a row [C] gives runs of C
 * elements, a column [R, 1] of [R, C] stands still for C elements.
 */
export function runAt({ channels, inner }: Operand, i: number): Run {
  if (channels === 1) return { position: 0, step: 0, length: Infinity }
  if (inner === 1) return { position: i % channels, step: 1, length: channels - (i % channels) }
  return { position: Math.floor(i / inner) % channels, step: 0, length: inner - (i % inner) }
}
