import type { Backend, Probe, Provider } from '../backend/index.js'
import { DeviceUnavailableError, EvenkeelError, OptionError } from '../errors.js'
import { loadMissing, requireKernels } from './complete.js'
import { Device, type DeviceChoice } from './device.js'

/** A provider, or a provider with the options it is opened with. */
export type DeviceCandidate = Provider<never> | Provider | readonly [Provider<never>, unknown]

interface Attempt {
  readonly provider: Provider<unknown>
  readonly options: unknown
}

/**
 * Opens the first candidate that works.
 *
 * ```ts
 * const device = await openDevice([native, webgl, cpu])
 * device.choice.refused // why those before it did not
 * ```
 *
 * @param candidates a provider, or providers in the order of preference, each alone or as `[provider, options]`
 * @throws DeviceUnavailableError when none works, with a reason for each
 * @throws BackendIncompleteError when the only candidate lacks required kernels
 * @throws OptionError when there are no candidates, or one is not a provider of this contract's version
 */
export async function openDevice(candidates: DeviceCandidate | readonly DeviceCandidate[]): Promise<Device> {
  const attempts = listAttempts(candidates)
  const refused: { name: string; reason: string; remedy: string; error?: unknown }[] = []
  for (const { provider, options } of attempts) {
    try {
      const probe: Probe = await provider.probe()
      if (!probe.usable) {
        refused.push({ name: provider.name, reason: probe.reason, remedy: probe.remedy })
        continue
      }
      const backend: Backend = await provider.open(options)
      const choice: DeviceChoice = { chosen: provider.name, refused }
      requireKernels(backend)
      return new Device(backend, await loadMissing(backend), choice)
    } catch (error) {
      refused.push({ name: provider.name, ...explain(error), error })
    }
  }
  if (refused.length === 1 && refused[0].error instanceof EvenkeelError) throw refused[0].error
  const reasons = refused.map(({ name, reason, remedy }) => `${name}: ${reason} ${remedy}`)
  throw new DeviceUnavailableError(
    {
      what: `None of ${attempts.length} candidate devices could be opened. ${reasons.join(' ')}`,
      remedy: 'Add @evenkeel/backend-cpu as the last candidate; it works everywhere.',
      cause: refused.at(-1)?.error,
    },
    reasons,
  )
}

function listAttempts(candidates: DeviceCandidate | readonly DeviceCandidate[]): Attempt[] {
  const list = isCandidate(candidates) ? [candidates] : candidates
  if (!Array.isArray(list) || list.length === 0) {
    throw new OptionError({
      what: 'openDevice was given no candidates.',
      remedy: 'Pass a provider, for example openDevice(cpu) with cpu from @evenkeel/backend-cpu.',
    })
  }
  return list.map((candidate: DeviceCandidate) => {
    const [provider, options] = (isPair(candidate) ? candidate : [candidate, undefined]) as [unknown, unknown]
    return { provider: requireProvider(provider), options }
  })
}

function isPair(candidate: unknown): candidate is readonly [unknown, unknown] {
  return Array.isArray(candidate) && candidate.length === 2 && !isProvider(candidate[1])
}

function isCandidate(candidates: unknown): candidates is DeviceCandidate {
  return isPair(candidates) || !Array.isArray(candidates)
}

function isProvider(value: unknown): value is Provider<unknown> {
  return typeof value === 'object' && value !== null && 'probe' in value && 'open' in value
}

function requireProvider(value: unknown): Provider<unknown> {
  if (!isProvider(value)) {
    throw new OptionError({
      what: `A candidate device is ${typeof value === 'string' ? `the string '${value}'` : `a ${typeof value}`}, not a provider.`,
      remedy: "Import the provider from its package, for example import { cpu } from '@evenkeel/backend-cpu'.",
    })
  }
  if (value.contract !== 1) {
    throw new OptionError({
      what: `Provider '${value.name}' is for version ${String(value.contract)} of the backend contract; this is version 1.`,
      remedy: 'Install versions of the backend and of @evenkeel/core that belong together.',
    })
  }
  return value
}

function explain(error: unknown): { reason: string; remedy: string } {
  if (error instanceof EvenkeelError) return { reason: error.what, remedy: error.remedy }
  const reason = error instanceof Error ? error.message : String(error)
  return { reason, remedy: 'Report this to the author of the backend.' }
}
