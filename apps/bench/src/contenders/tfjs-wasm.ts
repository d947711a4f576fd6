import { requirePeer } from '../peers/require-peer.js'
import type { Contender, OpenContender, Tasks } from './contender.js'
import { openTfjs, TFJS_PACKAGE } from './tfjs/open.js'
import { TFJS_ELEMENTWISE_KINDS, TFJS_KINDS, tfjsElementwiseTasks, tfjsTasks } from './tfjs/tasks.js'
import type { Tfjs } from './tfjs/tfjs.js'

const WASM_PACKAGE = '@tensorflow/tfjs-backend-wasm'

/** TensorFlow.js on WebAssembly, as its package sets itself up in Node. */
export const tfjsWasm: Contender = {
  name: 'tfjs-wasm',
  side: 'peer',
  kinds: TFJS_KINDS,
  packages: [TFJS_PACKAGE, WASM_PACKAGE],
  open: () => openWasm(tfjsTasks),
}

/** The same, with batch normalization written out by hand. */
export const tfjsWasmElementwise: Contender = {
  ...tfjsWasm,
  name: 'tfjs-wasm-elementwise',
  kinds: TFJS_ELEMENTWISE_KINDS,
  open: () => openWasm(tfjsElementwiseTasks),
}

/** What a module of the package says of itself. */
interface WasmBackend {
  getThreadsCount(): number
}

function openWasm(tasksOf: (tf: Tfjs) => Tasks): Promise<OpenContender> {
  // Loading the package registers its backend with TensorFlow.js.
  const wasm = requirePeer(WASM_PACKAGE) as WasmBackend
  const describe = async (tf: Tfjs): Promise<string> => {
    const simd = (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) === true
    const threaded = (await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT')) === true
    const threads = threaded ? wasm.getThreadsCount() : 1
    return `backend wasm ${simd ? 'with' : 'without'} SIMD, ${threads} thread${threads === 1 ? '' : 's'}`
  }
  return openTfjs(requirePeer(TFJS_PACKAGE) as Tfjs, 'wasm', describe, tasksOf)
}
