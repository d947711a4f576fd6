import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addCompareCommand } from './commands/compare.js'
import { addConformanceCommand } from './commands/conformance.js'
import { addDevicesCommand } from './commands/devices.js'
import { addDiagnoseCommand } from './commands/diagnose.js'
import { addTrainCommand } from './commands/train.js'

/** The command `evenkeel`. Parsing rejects with a CommanderError instead of ending the process. */
export function createProgram(): Command {
  const program = new Command('evenkeel')
    .description('Trains, compares and tests neural networks with batch normalization on any device.')
    .version(ownVersion())
    .exitOverride()
    .showHelpAfterError('(--help lists the options)')
  addTrainCommand(program)
  addCompareCommand(program)
  addDiagnoseCommand(program)
  addDevicesCommand(program)
  addConformanceCommand(program)
  return program
}

function ownVersion(): string {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}
