import type { Command } from 'commander'
import { inspectDevices, type InspectedDevice } from '../devices/inspect.js'
import type { Colors } from '../reporting/colors.js'
import { Output } from '../reporting/output.js'

/** Adds `evenkeel devices`. */
export function addDevicesCommand(program: Command): void {
  program
    .command('devices')
    .description('List the devices: which can be used here, which not, why, and what to do about it.')
    .option('--json', 'write one line of JSON', false)
    .action((options: { readonly json: boolean }) => devices(options))
}

async function devices({ json }: { readonly json: boolean }): Promise<void> {
  const output = new Output(json)
  const inspected = await inspectDevices()
  for (const device of inspected) for (const line of describe(device, output.colors)) output.line(line)
  const best = inspected.find(({ probe }) => probe.usable)
  if (best !== undefined) output.line(`\nWithout --device, '${best.name}' is used.`)
  output.result(inspected.map(({ name, package: source, probe }) => ({ device: name, package: source, ...probe })))
}

function describe({ name, package: source, probe }: InspectedDevice, { bold, dim, green, yellow }: Colors): string[] {
  if (!probe.usable) return [`${yellow('✗')} ${bold(name)}  ${dim(source)}`, `  ${probe.reason}`, `  ${probe.remedy}`]
  const details = Object.entries(probe.details ?? {}).map(([fact, value]) => `  ${fact}: ${value}`)
  return [`${green('✓')} ${bold(name)}  ${dim(source)}`, `  ${probe.description}`, ...details]
}
