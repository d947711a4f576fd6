import { requirePeer } from '../peers/require-peer.js'
import type { Contender } from './contender.js'
import { openTfjs, TFJS_PACKAGE } from './tfjs/open.js'
import { TFJS_ELEMENTWISE_KINDS, TFJS_KINDS, tfjsElementwiseTasks, tfjsTasks } from './tfjs/tasks.js'
import type { Tfjs } from './tfjs/tfjs.js'

const describe = async (): Promise<string> => 'backend cpu (plain JavaScript), 1 thread'

/** TensorFlow.js in plain JavaScript. */
export const tfjsCpu: Contender = {
  name: 'tfjs-cpu',
  side: 'peer',
  kinds: TFJS_KINDS,
  packages: [TFJS_PACKAGE],
  open: () => openTfjs(requirePeer(TFJS_PACKAGE) as Tfjs, 'cpu', describe, tfjsTasks),
}

/** The same, with batch normalization written out by hand. */
export const tfjsCpuElementwise: Contender = {
  ...tfjsCpu,
  name: 'tfjs-cpu-elementwise',
  kinds: TFJS_ELEMENTWISE_KINDS,
  open: () => openTfjs(requirePeer(TFJS_PACKAGE) as Tfjs, 'cpu', describe, tfjsElementwiseTasks),
}
