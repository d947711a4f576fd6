import { KERNEL_ROLES, LAWS } from '@evenkeel/core/backend'
import type { KernelName } from '@evenkeel/core/backend'
import type { Case } from '../case.js'
import { KERNEL_SUITES } from '../cases/index.js'
import { demand } from '../non-conformance.js'

function supportCase(name: string, run: Case['run']): Case {
  return { name, kernel: null, mode: 'support', subjects: () => [], run }
}

const provider = supportCase('the provider names itself and its device', async (_, given) => {
  demand(/^[a-z][a-z0-9-]*$/.test(given.name), 'provider', `name '${given.name}' is not short and lower-case`)
  demand(given.contract === 1, 'provider', `contract ${String(given.contract)} is not 1`)
  const probe = await given.probe()
  demand(probe.usable, 'provider', 'probe says it is not usable, although it opens')
  demand(probe.description.length > 0, 'provider', 'the probe’s description is empty')
})

const traits = supportCase('the traits make sense', async ({ backend }) => {
  const { accumulation, maxLength, largestInteger, threads, copyGrain } = backend.traits
  const known = accumulation === 'float32' || accumulation === 'float64'
  demand(known, 'traits', `accumulation is '${String(accumulation)}', expected 'float32' or 'float64'`)
  demand(maxLength >= 2 ** 20, 'traits', `maxLength is ${maxLength}, expected 2²⁰ at least`)
  demand(largestInteger >= 2 ** 24, 'traits', `largestInteger is ${largestInteger}, expected 2²⁴ at least`)
  demand(Number.isInteger(threads) && threads >= 1, 'traits', `threads is ${threads}`)
  demand(Number.isInteger(copyGrain) && copyGrain >= 1, 'traits', `copyGrain is ${copyGrain}`)
})

const kernels = supportCase('the table holds kernels of the contract and nothing else', async ({ backend }) => {
  const strangers = Object.keys(backend.kernels).filter((name) => !(name in KERNEL_ROLES))
  demand(strangers.length === 0, 'kernels', `the contract knows no ${strangers.join(', ')}`)
})

/** Whether some check of a kernel has this operation: anything else is a typing error and would excuse nothing. */
function isOperation(subject: string): boolean {
  const [kernel] = subject.split(':')
  if (!(kernel in KERNEL_SUITES)) return false
  return KERNEL_SUITES[kernel as KernelName].checks.some((item) => item.subjects().includes(subject))
}

const deviations = supportCase('every deviation names an operation of a kernel, or a law', async ({ backend }) => {
  const laws = new Set(LAWS.map(({ number }) => `law ${number}`))
  for (const { subject, meaning } of backend.traits.deviations) {
    const named = laws.has(subject) || isOperation(subject)
    demand(named, 'traits', `deviation '${subject}' names neither a tested 'kernel:operation' nor a 'law N'`)
    demand(meaning.length > 0, 'traits', `deviation '${subject}' does not say what it means for users`)
  }
})

export const SUPPORT_CASES: readonly Case[] = [provider, traits, kernels, deviations]
