import type { View } from '@evenkeel/core/backend'
import { LANES } from '../../texture/layout.js'

/**
 * How the four elements of a texel lie in a view: in four channels (`rows`), one after the other in one channel
 * (`columns`), or somehow (`any`).
 */
export type Form = 'rows' | 'columns' | 'any'

export function formOf({ channels, inner }: View): Form {
  if (inner === 1 && channels % LANES === 0) return 'rows'
  return inner % LANES === 0 ? 'columns' : 'any'
}

/** The same view with one long row a group where there is one channel: its elements follow each other anyway. */
export function flattened(view: View): View {
  const { groups, outer, channels, inner } = view
  return channels === 1 ? { groups, outer: 1, channels, inner: outer * inner } : view
}

/** The sizes of a view that programs are told. */
export const VIEW_INTEGERS = ['outer', 'channels', 'inner'] as const

/** {@link VIEW_INTEGERS} of a launch. */
export function integersOf({ outer, channels, inner }: View): Pick<View, (typeof VIEW_INTEGERS)[number]> {
  return { outer, channels, inner }
}

/** A body that computes the four elements of a texel as one `vec4`, or each as a `float`. */
export type Body = { readonly texel: string } | { readonly element: string }

/** GLSL for programs whose output lies in a view, such that each of them is written once for all forms. */
export interface Elementwise {
  /** Type of an element, or of four. */
  readonly type: 'float' | 'vec4'
  /** What a buffer holds at the output's own place. */
  own(name: string): string
  /** The coefficient of the channel. */
  coefficient(name: string): string
  /** The weight of the place, which the channels share. */
  weight(name: string): string
  body(statements: string): Body
}

/** What elementwise programs are compiled for. */
export interface ElementwiseKey {
  readonly form: Form
  /** Whether there are several groups, whose coefficients lie one after the other. */
  readonly grouped: boolean
}

export function elementwiseKey(view: View): ElementwiseKey {
  return { form: formOf(view), grouped: view.groups > 1 }
}

/** Uses {@link VIEW_INTEGERS}. */
export function elementwise({ form, grouped }: ElementwiseKey): Elementwise {
  const rows = form === 'rows'
  // In software rendering each division of integers is about a tenth of the pass: none that is not needed.
  const places = (first: string): string => `
    int line = ${rows ? first : `${first} / inner`};
    int row = line / channels;
    int entry = ${grouped ? '(row / outer) * channels + ' : ''}(line - row * channels);
    int place = ${rows ? 'row' : `row * inner + (${first} - line * inner)`};`
  if (form === 'any') {
    return {
      type: 'float',
      own: (name) => `${name}(i)`,
      coefficient: (name) => `${name}(entry)`,
      weight: (name) => `${name}(place)`,
      body: (statements) => ({ element: places('i') + statements }),
    }
  }
  return {
    type: 'vec4',
    own: (name) => `${name}Texel(t)`,
    coefficient: (name) => (rows ? `${name}Texel(entry >> 2)` : `vec4(${name}(entry))`),
    weight: (name) => (rows ? `vec4(${name}(place))` : `${name}Texel(place >> 2)`),
    body: (statements) => ({ texel: places('(4 * t)') + statements }),
  }
}
