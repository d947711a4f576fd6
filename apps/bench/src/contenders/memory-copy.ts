import { timed } from '../measure/timed.js'
import type { BatchNormInputs } from '../workloads/batch-norm.js'
import type { Subject } from '../workloads/workload.js'
import type { Contender } from './contender.js'
import { loadNative, type NativePackage } from './native-package.js'

/**
 * What batch norm cannot beat on one thread: reading x and writing y once, and backward reading dy and writing dx as well.
 * It computes nothing. The copies are those of the native backend's measurement, or else of `TypedArray.set`.
 */
export const memoryCopy: Contender = {
  name: 'memory-copy',
  side: 'limit',
  kinds: ['batch-norm'],
  packages: [],
  open: async () => {
    const native = await measuringNative()
    const subject = native === null ? copyByTypedArrays : copyBy(native)
    return {
      description: `reading x and writing y, and backward dy and dx, by ${native === null ? 'TypedArray.set' : 'C++'}: what batch norm cannot beat; 1 thread`,
      tasks: { 'batch-norm': async (inputs) => subject(inputs) },
    }
  },
}

/** The package, if it is there and measures. */
async function measuringNative(): Promise<NativePackage | null> {
  try {
    const native = await loadNative()
    native.measureProcessor([])
    return native
  } catch {
    return null
  }
}

function copyByTypedArrays({ x, dy }: BatchNormInputs): Subject {
  const [y, dx] = [x, dy].map((values) => values.slice())
  const forward = (): void => y.set(x)
  const both = (): void => {
    forward()
    dx.set(dy)
  }
  return {
    outputs: async () => ({}),
    runs: { forward: timed(forward), 'forward + backward': timed(both), inference: timed(forward) },
    dispose: () => {},
  }
}

/** The package measures by itself, so that its time for a turn is calculated from the speed that it finds. */
function copyBy(native: NativePackage): (inputs: BatchNormInputs) => Subject {
  return ({ x: { byteLength } }) => {
    const copies = (count: number) => async (repetitions: number) => {
      const [gigabytesPerSecond] = native.measureProcessor([byteLength]).copyGigabytes
      const moved = (2 * byteLength * count * repetitions) / 1e9
      return (moved / gigabytesPerSecond) * 1000
    }
    return {
      outputs: async () => ({}),
      runs: { forward: copies(1), 'forward + backward': copies(2), inference: copies(1) },
      dispose: () => {},
    }
  }
}
