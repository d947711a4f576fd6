import { DeviceUnavailableError } from '@evenkeel/core'
import type { OpenContender, Tasks } from '../contender.js'
import type { Tfjs } from './tfjs.js'

export const TFJS_PACKAGE = '@tensorflow/tfjs'

/**
 * TensorFlow.js on one of its backends, in production mode (without its checks of every result).
 *
 * @throws DeviceUnavailableError when the backend does not start
 */
export async function openTfjs(
  tf: Tfjs,
  backend: 'cpu' | 'wasm' | 'webgl',
  device: (tf: Tfjs) => Promise<string>,
  tasksOf: (tf: Tfjs) => Tasks,
): Promise<OpenContender> {
  tf.enableProdMode()
  if (!(await tf.setBackend(backend))) {
    throw new DeviceUnavailableError(
      {
        what: `The backend '${backend}' of TensorFlow.js did not start.`,
        remedy: 'WebAssembly has to be enabled for wasm, and WebGL for webgl; cpu needs nothing.',
      },
      [],
    )
  }
  return { description: `TensorFlow.js ${tf.version.tfjs}, ${await device(tf)}`, tasks: tasksOf(tf) }
}
