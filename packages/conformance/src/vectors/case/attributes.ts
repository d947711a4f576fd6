import { Unsupported } from './unsupported.js'

/**
 * The attributes of a case. Each is read by name and type, and what was not read in the end is an attribute that nobody
 * understands: a case must never pass because a part of it was ignored.
 */
export class Attributes {
  readonly #values: Readonly<Record<string, unknown>>
  readonly #label: string
  readonly #read: Set<string> = new Set()
  readonly #groups: Attributes[] = []

  /** @param label what stands before names in messages, for attributes inside of others */
  constructor(values: Readonly<Record<string, unknown>>, label = '') {
    this.#values = values
    this.#label = label
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name)
  }

  number(name: string, fallback?: number): number {
    return this.#take(name, fallback, (value) => typeof value === 'number')
  }

  numberOrNull(name: string): number | null {
    return this.#take<number | null>(name, undefined, (value) => value === null || typeof value === 'number')
  }

  integer(name: string, fallback?: number): number {
    return this.#take(name, fallback, Number.isInteger)
  }

  /** A boolean, or an integer that stands for one. */
  flag(name: string, fallback?: boolean): boolean {
    const flags: readonly unknown[] = [true, false, 1, 0]
    return Boolean(this.#take<boolean | number>(name, fallback, (value) => flags.includes(value)))
  }

  text(name: string, fallback?: string): string {
    return this.#take(name, fallback, (value) => typeof value === 'string')
  }

  /** One of some words. */
  choice<T extends string>(name: string, choices: readonly T[], fallback?: T): T {
    return this.#take(name, fallback, (value) => choices.includes(value as T))
  }

  integers(name: string): number[] {
    return this.#take<number[]>(name, undefined, (value) => Array.isArray(value) && value.every(Number.isInteger))
  }

  texts(name: string): string[] {
    const isText = (value: unknown): boolean => typeof value === 'string'
    return this.#take<string[]>(name, undefined, (value) => Array.isArray(value) && value.every(isText))
  }

  /** Attributes inside an attribute. */
  group(name: string): Attributes {
    const isGroup = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)
    const group = new Attributes(
      this.#take<Record<string, unknown>>(name, undefined, isGroup),
      `${this.#label}${name}.`,
    )
    this.#groups.push(group)
    return group
  }

  /** Attributes that make no difference in this case, whatever they are. */
  without(...names: readonly string[]): void {
    for (const name of names) this.#read.add(name)
  }

  /** Refuses every value but those that make no difference here. */
  only(name: string, ...values: readonly unknown[]): void {
    if (this.has(name)) this.#take(name, undefined, (value) => values.includes(value))
  }

  /** @throws Unsupported when something was not read */
  requireAllRead(): void {
    const unread = Object.keys(this.#values).filter((name) => !this.#read.has(name))
    if (unread.length > 0) throw new Unsupported(`attribute not understood: ${this.#label}${unread.join(', ')}`)
    for (const group of this.#groups) group.requireAllRead()
  }

  #take<T>(name: string, fallback: T | undefined, valid: (value: unknown) => boolean): T {
    this.#read.add(name)
    if (!this.has(name)) {
      if (fallback !== undefined) return fallback
      throw new Unsupported(`attribute ${this.#label}${name} is missing`)
    }
    const value = this.#values[name]
    if (valid(value)) return value as T
    throw new Unsupported(`attribute ${this.#label}${name} = ${JSON.stringify(value)} is not supported`)
  }
}
