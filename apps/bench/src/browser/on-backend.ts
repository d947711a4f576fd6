import type { Tasks } from '../contenders/contender.js'
import type { Tfjs } from '../contenders/tfjs/tfjs.js'
import type { Subject } from '../workloads/workload.js'

export type TfjsBackend = 'webgl' | 'cpu'

type Work = (inputs: never) => Promise<Subject>

/**
 * The tasks on a backend that is set before each of their turns, off the clock: TensorFlow.js has one current backend for
 * the whole page.
 */
export function onBackend(tf: Tfjs, backend: TfjsBackend, tasks: Tasks): Tasks {
  const bound = Object.entries(tasks as Record<string, Work>).map(([kind, work]): [string, Work] => [
    kind,
    async (inputs) => {
      await tf.setBackend(backend)
      return subjectOn(tf, backend, await work(inputs))
    },
  ])
  return Object.fromEntries(bound) as Tasks
}

function subjectOn(tf: Tfjs, backend: TfjsBackend, { outputs, runs, dispose }: Subject): Subject {
  const after = <A extends unknown[], T>(work: (...args: A) => Promise<T>): ((...args: A) => Promise<T>) => {
    return async (...args) => {
      await tf.setBackend(backend)
      return work(...args)
    }
  }
  return {
    outputs: after(outputs),
    runs: Object.fromEntries(Object.entries(runs).map(([name, run]) => [name, after(run)])),
    dispose,
  }
}
