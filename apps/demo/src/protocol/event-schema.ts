import * as v from 'valibot'
import type { RunEvent } from './events.js'

/** The events that there are; what is in them is the run's word. */
const eventSchema: v.GenericSchema<{ readonly type: RunEvent['type'] }> = v.looseObject({
  type: v.picklist([
    'ready',
    'progress',
    'validation',
    'inspection',
    'checkpoint',
    'prediction',
    'profile',
    'paused',
    'resumed',
    'finished',
    'failed',
  ]),
})

/**
 * An event of the page's own server.
 *
 * @throws ValiError for anything else
 */
export function readEvent(value: unknown): RunEvent {
  return v.parse(eventSchema, value) as RunEvent
}
