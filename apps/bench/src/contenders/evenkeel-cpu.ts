import { cpu } from '@evenkeel/backend-cpu'
import { openDevice } from '@evenkeel/core'
import type { Contender } from './contender.js'
import { EVENKEEL_KINDS, evenkeelTasks } from './evenkeel/tasks.js'

/** evenkeel in plain JavaScript. */
export const evenkeelCpu: Contender = {
  name: 'evenkeel-cpu',
  side: 'evenkeel',
  kinds: EVENKEEL_KINDS,
  packages: [],
  open: async () => {
    const device = await openDevice(cpu)
    return { description: `${device.description}, 1 thread`, tasks: evenkeelTasks(device) }
  },
}
