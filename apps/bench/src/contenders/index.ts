import type { Contender } from './contender.js'
import { evenkeelCpu } from './evenkeel-cpu.js'
import { tfjsCpu, tfjsCpuElementwise } from './tfjs-cpu.js'
import { tfjsWasm, tfjsWasmElementwise } from './tfjs-wasm.js'

/** All contenders, in the order of the report. */
export const CONTENDERS: readonly Contender[] = [
  evenkeelCpu,
  tfjsCpu,
  tfjsCpuElementwise,
  tfjsWasm,
  tfjsWasmElementwise,
]
