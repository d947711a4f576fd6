import type { MatrixProductInputs } from '../workloads/matrix-products.js'
import type { Subject } from '../workloads/workload.js'
import type { Contender } from './contender.js'
import { loadNative, type NativePackage } from './native-package.js'

/**
 * What products of matrices cannot beat on one thread: as many multiplications and additions, in registers alone. It
 * computes nothing. The native backend measures it, with the best instructions that the processor has.
 */
export const processorPeak: Contender = {
  name: 'processor-peak',
  side: 'limit',
  kinds: ['matrix-product'],
  packages: [],
  open: async () => {
    const native = await loadNative()
    native.measureProcessor([])
    return {
      description: 'as many multiplications and additions, in registers alone: what products cannot beat; 1 thread',
      tasks: { 'matrix-product': async (inputs) => peakSubject(native, inputs) },
    }
  },
}

/** The package measures by itself, so that the time for a turn is calculated from the speed that it finds. */
function peakSubject(native: NativePackage, { products }: MatrixProductInputs): Subject {
  const runs = products.map(({ name, m, n, k }) => {
    const run = async (repetitions: number): Promise<number> => {
      const gigaflop = (2 * m * n * k * repetitions) / 1e9
      return (gigaflop / native.measureProcessor([]).gigaflops) * 1000
    }
    return [name, run] as const
  })
  return { outputs: async () => ({}), runs: Object.fromEntries(runs), dispose: () => {} }
}
