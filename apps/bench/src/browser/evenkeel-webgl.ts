import { webgl } from '@evenkeel/backend-webgl'
import { openDevice } from '@evenkeel/core'
import type { Contender } from '../contenders/contender.js'
import { EVENKEEL_KINDS, evenkeelTasks } from '../contenders/evenkeel/tasks.js'

/** evenkeel on the GPU. */
export const evenkeelWebgl: Contender = {
  name: 'evenkeel-webgl',
  side: 'evenkeel',
  kinds: EVENKEEL_KINDS,
  packages: [],
  open: async () => {
    const device = await openDevice(webgl)
    return { description: device.description, tasks: evenkeelTasks(device) }
  },
}
