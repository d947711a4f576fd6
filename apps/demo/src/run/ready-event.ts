import { leavesOf } from '@evenkeel/core'
import type { RunEvent } from '../protocol/events.js'
import type { DeviceName } from '../settings/settings.js'
import type { Training } from './training.js'

/** What is told of a training that was opened. */
export function readyEvent(
  { device, model, position }: Training,
  name: DeviceName,
  openedMs: number,
): Extract<RunEvent, { type: 'ready' }> {
  const { rows, trainableParameters } = model.summary()
  return {
    type: 'ready',
    device: { device: name, usable: true, description: device.description, details: {} },
    parameters: trainableParameters,
    layers: leavesOf(model).map(({ path, kind }, i) => ({ path, kind, shape: rows[i].outputShape })),
    stepsPerEpoch: position.stepsPerEpoch,
    openedMs,
  }
}
