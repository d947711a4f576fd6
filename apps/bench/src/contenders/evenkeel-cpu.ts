import { cpu } from '@evenkeel/backend-cpu'
import { openDevice } from '@evenkeel/core'
import { WORKLOAD_NAMES } from '../workloads/index.js'
import type { Contender } from './contender.js'
import { evenkeelTasks } from './evenkeel/tasks.js'

/** evenkeel in plain JavaScript. */
export const evenkeelCpu: Contender = {
  name: 'evenkeel-cpu',
  side: 'evenkeel',
  workloads: WORKLOAD_NAMES,
  packages: [],
  open: async () => {
    const device = await openDevice(cpu)
    return { description: `${device.description}, 1 thread`, tasks: evenkeelTasks(device) }
  },
}
