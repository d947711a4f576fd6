import { NORMALIZATION_NAMES, SHORT_DEVICE_NAMES } from '../settings/names.js'
import type { Lane } from './lane.js'

/** The devices of a lane in order: `JavaScript → WebGL`. */
export function lanePath(lane: Lane): string {
  return [lane.origin, ...lane.moves.map(({ to }) => to)].map((device) => SHORT_DEVICE_NAMES[device]).join(' → ')
}

/** `JavaScript, batch norm`: what tells a lane from the others. */
export function laneName(lane: Lane): string {
  const { normalization } = lane.settings
  const suffix = normalization === 'none' ? 'without' : NORMALIZATION_NAMES[normalization].toLowerCase()
  return `${lanePath(lane)}, ${suffix}`
}
