import { SHORT_DEVICE_NAMES } from '../settings/names.js'
import { laneName } from './lane-names.js'
import type { Lane } from './lane.js'

/** What a screen reader says about a lane that came into another state; null when there is nothing to say. */
export function laneAnnouncement(before: Lane, after: Lane): string | null {
  if (before.phase === after.phase) return null
  const name = laneName(after)
  switch (after.phase) {
    case 'training':
      return before.phase === 'paused' ? `${name} trains on from step ${after.step}.` : `${name} trains.`
    case 'paused':
      return `${name} is paused at step ${after.step}.`
    case 'finished':
      return `${name} is done after ${after.step} steps.`
    case 'failed':
      return `${name} stopped: ${after.error?.what ?? ''} ${after.error?.remedy ?? ''}`.trim()
    case 'opening':
      return `${name}: ${SHORT_DEVICE_NAMES[after.device]} is being opened.`
    case 'moving':
      return `${name} changes its device.`
  }
}
