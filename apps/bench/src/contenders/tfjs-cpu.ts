import { WORKLOAD_NAMES } from '../workloads/index.js'
import type { Contender } from './contender.js'
import { openTfjs, TFJS_PACKAGE } from './tfjs/open.js'
import { tfjsElementwiseTasks, tfjsTasks } from './tfjs/tasks.js'

const describe = async (): Promise<string> => 'backend cpu (plain JavaScript), 1 thread'

/** TensorFlow.js in plain JavaScript. */
export const tfjsCpu: Contender = {
  name: 'tfjs-cpu',
  side: 'peer',
  workloads: WORKLOAD_NAMES,
  packages: [TFJS_PACKAGE],
  open: () => openTfjs('cpu', describe, tfjsTasks),
}

/** The same, with batch normalization written out by hand. */
export const tfjsCpuElementwise: Contender = {
  ...tfjsCpu,
  name: 'tfjs-cpu-elementwise',
  workloads: ['batch-norm-4096x1024'],
  open: () => openTfjs('cpu', describe, tfjsElementwiseTasks),
}
