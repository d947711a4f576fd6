import { DeviceUnavailableError, OptionError } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import { findProvider } from './find-provider.js'
import { importBackend } from './import-backend.js'
import { inspectDevice, inspectDevices, type InspectedDevice } from './inspect.js'
import { KNOWN_DEVICES } from './known-devices.js'

/**
 * The provider that `--device` names: a known device, a path or a package. Without a name the best that can be used.
 *
 * @throws OptionError when there is no such device, or the module exports no provider
 * @throws DeviceUnavailableError when a known device cannot be used here
 */
export async function chooseProvider(name?: string): Promise<Provider<unknown>> {
  if (name === undefined) return (await usableProviders())[0]
  const known = KNOWN_DEVICES.find((device) => device.name === name)
  if (known !== undefined) return requireUsable(await inspectDevice(known))
  const exports = await importBackend(name)
  if (exports !== null) return findProvider(name, exports)
  throw new OptionError({
    what: `There is no device '${name}', nor a file or an installed package of that name.`,
    remedy: await describeChoices(),
  })
}

/**
 * The known devices that can be used here, the best first.
 *
 * @throws DeviceUnavailableError when there is none
 */
export async function usableProviders(): Promise<[Provider<unknown>, ...Provider<unknown>[]]> {
  const inspected = await inspectDevices()
  const [best, ...others] = inspected.filter(({ probe }) => probe.usable).map(requireUsable)
  if (best !== undefined) return [best, ...others]
  const reasons = inspected.flatMap(explainRefusal)
  throw new DeviceUnavailableError({ what: 'No device can be used.', remedy: reasons.join('\n') }, reasons)
}

function requireUsable({ name, provider, probe }: InspectedDevice): Provider<unknown> {
  if (provider !== null && probe.usable) return provider
  const { reason, remedy } = probe as Exclude<InspectedDevice['probe'], { usable: true }>
  throw new DeviceUnavailableError({ what: `Device '${name}' cannot be used. ${reason}`, remedy }, [reason])
}

/** The devices to choose from, and a line for each that cannot be used. */
async function describeChoices(): Promise<string> {
  const inspected = await inspectDevices()
  const usable = inspected.filter(({ probe }) => probe.usable).map(({ name }) => name)
  const choice = `Choose ${usable.join(', ')}, or the path or package of another backend.`
  return [choice, ...inspected.flatMap(explainRefusal)].join('\n')
}

function explainRefusal({ name, probe }: InspectedDevice): string[] {
  return probe.usable ? [] : [`${name}: ${probe.reason} ${probe.remedy}`]
}
