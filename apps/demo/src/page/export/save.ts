import type { Command } from '../../protocol/commands.js'
import type { Lane } from '../state/lane.js'
import type { Session } from '../state/session.js'
import { resultsCsv } from './csv.js'
import { download } from './download.js'
import { resultsJson } from './json.js'
import { safetensors } from './safetensors.js'

/** Saves settings and curves of all lanes. */
export function saveResultsAs(kind: 'csv' | 'json', session: Session): void {
  const { lanes, settings, started } = session.store.get()
  const records = lanes.map((lane) => ({ lane, series: session.seriesOf(lane.id) }))
  if (kind === 'csv') download('evenkeel-results.csv', resultsCsv(records), 'text/csv')
  else download('evenkeel-results.json', resultsJson(started ?? settings, records), 'application/json')
}

/** Saves the weights of a lane as they are now, or after a failure as they last were; false where there are none. */
export async function saveWeightsOf(lane: Lane, session: Session): Promise<boolean> {
  const answer = await session.ask<Extract<Command, { type: 'checkpoint' }>>(lane.id, { type: 'checkpoint' })
  const checkpoint = answer?.checkpoint ?? lane.checkpoint
  if (checkpoint === null) return false
  const { network, normalization, seed } = lane.settings
  const metadata = { network, normalization, seed: String(seed), step: String(checkpoint.step) }
  const file = safetensors(checkpoint.weights, metadata)
  download(`evenkeel-${network}-${lane.id}-step-${checkpoint.step}.safetensors`, file, 'application/octet-stream')
  return true
}
