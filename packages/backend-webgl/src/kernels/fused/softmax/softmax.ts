import type { Buffer, Kernels } from '@evenkeel/core/backend'
import { logarithm } from '../../../glsl/index.js'
import type { Gpu } from '../../../gpu.js'
import { LINE_FUNCTIONS, lineStatistics, type LineLength } from './line.js'
import type { WithStatistics } from './with-statistics.js'

/** What softmax is given beside x, y and its shape. */
interface Given {
  readonly x: Buffer
  readonly y: Buffer
  readonly n: number
  readonly inner: number
  readonly length: LineLength
  readonly largests: Buffer
  readonly totals: Buffer
  readonly log: boolean
}

/** y = exp(x − largest) / total, or its logarithm, from the statistics of the lines. */
export function createNormalize(gpu: Gpu): (given: Given) => void {
  const programs = gpu.family(({ length, log }: { length: LineLength; log: boolean }) => ({
    name: log ? 'log softmax' : 'softmax',
    reads: ['x', 'largests', 'totals'],
    writes: ['result'],
    integers: ['n', 'inner'],
    functions: [...LINE_FUNCTIONS, logarithm],
    helpers: lineStatistics(length, 'x'),
    element: `
      float largest;
      float total;
      statistics(i / (n * inner), i % inner, largest, total);
      float depth = x(i) - largest;
      result = ${log ? 'depth - exactLog(total)' : 'exactExp(depth) / total'};`,
  }))
  return ({ x, y, n, inner, length, largests, totals, log }) => {
    programs({ length, log }).launch({ x, largests, totals, result: y, n, inner })
  }
}

/** Softmax over the middle axis: one launch for short lines. */
export function createSoftmax(gpu: Gpu, withStatistics: WithStatistics): NonNullable<Kernels['softmax']> {
  const normalize = createNormalize(gpu)
  return ({ x, y, outer, n, inner, log }) => {
    if (y.length === 0) return
    withStatistics({ x, outer, n, inner }, (statistics) => normalize({ x, y, n, inner, log, ...statistics }))
  }
}
