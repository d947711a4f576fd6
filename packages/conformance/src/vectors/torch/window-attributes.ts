import type { CaseSubject } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'

/** One number for both axes, or [vertical, horizontal]. */
export function pairs({ data, attributes }: CaseSubject, name: string): readonly [number, number] {
  if (!Array.isArray(data.attributes[name])) {
    const both = attributes.integer(name)
    return [both, both]
  }
  const [vertical, horizontal, ...more] = attributes.integers(name)
  if (horizontal === undefined || more.length > 0) throw new Unsupported(`${name} is not given for two axes`)
  return [vertical, horizontal]
}

/** PyTorch's padding: a name, one number, or [vertical, horizontal]. */
export function paddings(subject: CaseSubject): 'same' | 'valid' | readonly [number, number] {
  const { data, attributes } = subject
  if (typeof data.attributes.padding === 'string') return attributes.choice('padding', ['same', 'valid'] as const)
  return pairs(subject, 'padding')
}
