import type { RunEvent } from '../protocol/events.js'
import { fitNext } from './train-segment.js'
import type { Training } from './training.js'

const STEPS = 5

/** Times the kernels of a few steps, which are then undone. */
export async function profileSteps(training: Training, id: number): Promise<Extract<RunEvent, { type: 'profile' }>> {
  const { device, model } = training
  const before = await model.checkpoint()
  let steps = 0
  try {
    const kernels = await device.profile(async () => {
      steps = (await fitNext(training, STEPS)).steps
    })
    return { type: 'profile', id, steps, kernels, asynchronous: !device.traits.readSync }
  } finally {
    model.restore(before)
  }
}
