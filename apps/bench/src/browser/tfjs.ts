import type { Contender, Tasks } from '../contenders/contender.js'
import { openTfjs, TFJS_PACKAGE } from '../contenders/tfjs/open.js'
import { TFJS_HANDWRITTEN_KINDS, TFJS_KINDS, tfjsHandwrittenTasks, tfjsTasks } from '../contenders/tfjs/tasks.js'
import type { Tfjs } from '../contenders/tfjs/tfjs.js'
import { importPeer } from './import-peer.js'
import { onBackend, type TfjsBackend } from './on-backend.js'

/** TensorFlow.js on one of its backends: as its layers do it, and with what can be written better by hand. */
export function tfjsInPage(backend: TfjsBackend): Contender[] {
  const contender = (suffix: string, kinds: Contender['kinds'], tasksOf: (tf: Tfjs) => Tasks): Contender => ({
    name: `tfjs-${backend}${suffix}`,
    side: 'peer',
    kinds,
    packages: [TFJS_PACKAGE],
    open: async () => {
      const tf = (await importPeer(TFJS_PACKAGE)) as Tfjs
      return openTfjs(tf, backend, describe, (opened) => onBackend(opened, backend, tasksOf(opened)))
    },
  })
  return [contender('', TFJS_KINDS, tfjsTasks), contender('-elementwise', TFJS_HANDWRITTEN_KINDS, tfjsHandwrittenTasks)]
}

async function describe(tf: Tfjs): Promise<string> {
  const { gpgpu } = tf.backend()
  return gpgpu === undefined
    ? 'backend cpu (plain JavaScript), 1 thread'
    : 'backend webgl, production mode, flags at their defaults'
}
