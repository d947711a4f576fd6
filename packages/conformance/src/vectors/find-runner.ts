import { ONNX_RUNNERS } from './onnx/index.js'
import { TORCH_RUNNERS } from './torch/index.js'
import { absent, type CaseRunner } from './case/subject.js'

/** What runs the cases of an operation; the same name may mean different things in the two sources. */
export function findRunner(family: string, op: string): CaseRunner {
  const table = family.startsWith('onnx/') ? ONNX_RUNNERS : TORCH_RUNNERS
  return Object.hasOwn(table, op) ? table[op] : absent('no such operation')
}
