import type { RunEvent } from '../protocol/events.js'
import { fitNext } from './train-segment.js'
import type { Training } from './training.js'

/** Steps at a time, and for how long: clocks of pages go in steps of up to 0.1 ms, which only many calls average out. */
const STEPS = 5
const LEAST_MS = 250

/** Times the kernels of training steps on the next batches, which are then undone. */
export async function profileSteps(training: Training, id: number): Promise<Extract<RunEvent, { type: 'profile' }>> {
  const { device, model } = training
  const before = await model.checkpoint()
  let steps = 0
  try {
    const kernels = await device.profile(async () => {
      const began = performance.now()
      do steps += (await fitNext(training, STEPS)).steps
      while (performance.now() - began < LEAST_MS)
    })
    return { type: 'profile', id, steps, kernels, asynchronous: !device.traits.readSync }
  } finally {
    model.restore(before)
  }
}
