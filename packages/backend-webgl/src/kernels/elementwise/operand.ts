import type { Operand } from '@evenkeel/core/backend'
import { LANES } from '../../texture/layout.js'

/**
 * How the four lanes of a texel find their elements of a broadcast operand: the texel of the same number (`full`), one
 * element for all (`scalar`), whole texels in turn (`rows`), one element for the whole texel (`columns`), or each lane
 * for itself (`any`).
 */
export type Form = 'full' | 'scalar' | 'rows' | 'columns' | 'any'

export function formOf({ channels, inner }: Operand, length: number): Form {
  if (channels === 1) return 'scalar'
  if (inner === 1 && channels === length) return 'full'
  if (inner === 1 && channels % LANES === 0) return 'rows'
  return inner % LANES === 0 ? 'columns' : 'any'
}

/** GLSL `vec4 NAMELanes(int t)`: what the elements of texel t of the output read. Uses {@link operandIntegers}. */
export function lanesOf<Name extends string>(name: Name, form: Form): string {
  const [channels, inner] = operandIntegers(name)
  const at = (lane: number): string => `${name}(broadcastIndex(4 * t + ${lane}, ${channels}, ${inner}))`
  const value: Readonly<Record<Form, string>> = {
    full: `${name}Texel(t)`,
    scalar: `vec4(${name}(0))`,
    rows: `${name}Texel(t % (${channels} / 4))`,
    columns: `vec4(${at(0)})`,
    any: `vec4(${at(0)}, ${at(1)}, ${at(2)}, ${at(3)})`,
  }
  return `vec4 ${name}Lanes(int t) { return ${value[form]}; }`
}

/** Names of the integers that describe an operand to {@link lanesOf}. */
export function operandIntegers<Name extends string>(name: Name): [`${Name}Channels`, `${Name}Inner`] {
  return [`${name}Channels`, `${name}Inner`]
}
