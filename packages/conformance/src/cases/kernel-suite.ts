import type { KernelName, Traits } from '@evenkeel/core/backend'
import { checkCall } from '../call/check.js'
import type { CheckOptions } from '../call/check.js'
import type { HostArguments } from '../call/host.js'
import type { Arguments } from '../call/slots.js'
import { operationOf } from '../call/slots.js'
import type { Case } from '../case.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'

/** One call whose outputs are compared with the oracle. */
export interface CallCase<K extends KernelName> extends CheckOptions<K> {
  readonly name: string
  readonly arguments: () => HostArguments<K>
  /** Number of the law that the arguments put to the test (9 where they hold NaN or infinities): a case of `laws`. */
  readonly law?: number
  /** Why the case does not apply to a backend of such traits, or null. */
  readonly inapplicable?: (traits: Traits) => string | null
}

/** A call to time, and how much work it is. */
export interface TimedCall<K extends KernelName> {
  readonly name: string
  readonly arguments: () => HostArguments<K>
  /** Floating-point operations, or bytes read and written, of one call. */
  readonly work: number
  readonly unit: 'GFLOP/s' | 'GB/s'
}

/** The cases of one kernel, as its author writes them. */
export interface KernelCases<K extends KernelName> {
  readonly kernel: K
  /** An ordinary call, on which the laws are tried; large enough that a parallel backend would split it. */
  readonly sample: () => HostArguments<K>
  /** Calls of no elements (law 11). */
  readonly empty: readonly (() => HostArguments<K>)[]
  readonly checks: readonly CallCase<K>[]
  /** Arguments from a seed. */
  readonly fuzz: (draw: Seeded) => HostArguments<K>
  /** Cases that take more than one call. */
  readonly further?: readonly Case[]
  readonly timed?: readonly TimedCall<K>[]
}

/** The cases of one kernel, without its type. */
export interface KernelSuite {
  readonly kernel: KernelName
  readonly sample: () => Arguments
  /** A call of moderate size. */
  readonly moderate: () => Arguments
  readonly empty: readonly (() => Arguments)[]
  readonly checks: readonly Case[]
  readonly fuzz: (seed: number, rounds: number) => readonly Case[]
  readonly timed: readonly TimedCall<never>[]
  /** Alias pairs that the checks try. */
  readonly aliases: readonly (readonly [output: string, input: string])[]
  /** Compares one call of the kernel with the oracle. */
  readonly check: (...call: Parameters<Check>) => ReturnType<Check>
}

type Check = (
  implementation: Parameters<Case['run']>[0],
  args: Arguments,
  options?: CheckOptions<never>,
) => Promise<unknown>

function callCase<K extends KernelName>(kernel: K, mode: Case['mode'], call: CallCase<K>): Case {
  const { name, law, inapplicable } = call
  const subjects = (): readonly string[] => {
    const operation = operationOf(kernel, call.arguments())
    return [...(operation === null ? [] : [operation]), ...(law === undefined ? [] : [`law ${law}`])]
  }
  const run: Case['run'] = async (implementation) => {
    await checkCall(implementation, kernel, call.arguments(), call)
  }
  return { name, kernel, mode, subjects, inapplicable, run }
}

/** Turns the cases of one kernel into data for the runner. */
export function kernelSuite<K extends KernelName>(cases: KernelCases<K>): KernelSuite {
  const { kernel, sample, empty, checks, fuzz, further = [], timed = [] } = cases
  return {
    kernel,
    sample,
    moderate: () => fuzz(seeded(5)),
    empty,
    timed: timed as readonly TimedCall<never>[],
    aliases: checks.flatMap(({ alias }) => (alias === undefined ? [] : [alias])),
    checks: [...checks.map((call) => callCase(kernel, call.law === undefined ? 'check' : 'laws', call)), ...further],
    fuzz: (seed, rounds) =>
      Array.from({ length: rounds }, (_, round) => {
        const own = seed * 1000 + round
        return callCase(kernel, 'fuzz', { name: `seed ${own}`, arguments: () => fuzz(seeded(own)) })
      }),
    check: (implementation, args, options) =>
      checkCall(implementation, kernel, args as HostArguments<K>, options as CheckOptions<K>),
  }
}
