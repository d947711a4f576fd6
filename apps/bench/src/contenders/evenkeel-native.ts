import { openDevice } from '@evenkeel/core'
import type { Contender } from './contender.js'
import { EVENKEEL_KINDS, evenkeelTasks } from './evenkeel/tasks.js'
import { loadNative } from './native-package.js'
import { threadCount } from './thread-count.js'

/** evenkeel in C++, on so many threads. */
export function evenkeelNative(threads: number): Contender {
  return {
    name: `evenkeel-native-${threadCount(threads).replace(' ', '-')}`,
    side: 'evenkeel',
    kinds: EVENKEEL_KINDS,
    packages: [],
    open: async () => {
      const { native } = await loadNative()
      const device = await openDevice([[native, { threads }]])
      return { description: device.description, tasks: evenkeelTasks(device) }
    },
  }
}
