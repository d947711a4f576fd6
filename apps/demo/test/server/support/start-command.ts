import type { Command } from '../../../src/protocol/commands.js'
import { settingsOf, stripes } from '../../run/support/recorded-run.js'

/** Starts a run that would go on for minutes. */
export const START: Extract<Command, { type: 'start' }> = {
  type: 'start',
  settings: settingsOf({ batchSize: 24, epochs: 1000 }),
  checkpoint: null,
  data: stripes(96, 20),
  paused: false,
}
