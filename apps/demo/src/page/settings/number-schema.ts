import * as v from 'valibot'
import type { Range } from '../../settings/settings.js'

/** A range as a person reads it: `2…1024`. */
export function rangeText({ least, most }: Range): string {
  return `${least}…${most}`
}

/** Reads a number from text; the message of an issue is the end of a sentence that begins with the text. */
export function numberSchema(range: Range): v.GenericSchema<string, number> {
  const { least, most, integer } = range
  return v.pipe(
    v.string(),
    v.trim(),
    v.check((text) => text !== '' && Number.isFinite(Number(text)), 'is not a number'),
    v.transform(Number),
    v.check((value) => value >= least && value <= most, `is outside ${rangeText(range)}`),
    v.check((value) => !integer || Number.isInteger(value), 'is not a whole number'),
  )
}

/** What a text says as a number of that range, or what is wrong with it. */
export type ReadNumber =
  | { readonly value: number; readonly problem: null }
  | { readonly value: null; readonly problem: string }

/** Reads what a person typed into a field. */
export function readNumber(text: string, range: Range): ReadNumber {
  const result = v.safeParse(numberSchema(range), text, { abortPipeEarly: true })
  if (result.success) return { value: result.output, problem: null }
  const given = text.trim() === '' ? 'Nothing' : text.trim()
  return { value: null, problem: `${given} ${result.issues[0].message}.` }
}
