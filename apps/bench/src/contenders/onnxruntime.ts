import { peerVersion, requirePeer } from '../peers/require-peer.js'
import type { Contender } from './contender.js'
import { onnxInference } from './onnxruntime/inference.js'
import { PROTOBUF_PACKAGE } from './onnxruntime/model.js'
import type { OnnxRuntime } from './onnxruntime/runtime.js'
import { threadCount } from './thread-count.js'

const PACKAGE = 'onnxruntime-node'

/** ONNX Runtime on the CPU, on so many threads. It only infers. */
export function onnxruntime(threads: number): Contender {
  return {
    name: `onnxruntime-${threadCount(threads).replace(' ', '-')}`,
    side: 'peer',
    kinds: ['inference'],
    packages: [PACKAGE, PROTOBUF_PACKAGE],
    open: async () => {
      const ort = requirePeer(PACKAGE) as OnnxRuntime
      return {
        description: `ONNX Runtime ${peerVersion(PACKAGE)}, CPU, ${threadCount(threads)}`,
        tasks: { inference: (inputs) => onnxInference(ort, threads, inputs) },
      }
    },
  }
}
