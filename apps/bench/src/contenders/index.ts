import type { Contender } from './contender.js'
import { evenkeelCpu } from './evenkeel-cpu.js'
import { evenkeelNative } from './evenkeel-native.js'
import { jaxJs } from './jax-js.js'
import { memoryCopy } from './memory-copy.js'
import { onnxruntime } from './onnxruntime.js'
import { processorPeak } from './processor-peak.js'
import { tfjsCpu, tfjsCpuElementwise } from './tfjs-cpu.js'
import { tfjsWasm, tfjsWasmElementwise } from './tfjs-wasm.js'
import { torchEager, torchJit } from './torch.js'

/** All contenders, in the order of the report. */
export const CONTENDERS: readonly Contender[] = [
  evenkeelCpu,
  evenkeelNative(1),
  evenkeelNative(2),
  tfjsCpu,
  tfjsCpuElementwise,
  tfjsWasm,
  tfjsWasmElementwise,
  jaxJs,
  onnxruntime(1),
  onnxruntime(2),
  torchEager(1),
  torchEager(2),
  torchJit(1),
  torchJit(2),
  memoryCopy,
  processorPeak,
]
