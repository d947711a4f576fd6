import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

/** Where and when times were taken. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryBytes: number
  readonly system: string
  readonly node: string
  readonly v8: string
  /** Mean number of processes that wanted to run in the minute before; anything near the cores disturbs. */
  readonly load: number
  /** ISO 8601, UTC. */
  readonly date: string
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${type()} ${release().split('-')[0]} ${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
    load: loadavg()[0],
    date: new Date().toISOString(),
  }
}

/** The facts in one line. */
export function machineLine({ processor, cores, memoryBytes, system, node, v8, load, date }: Machine): string {
  const memory = `${(memoryBytes / 2 ** 30).toFixed(1)} GiB`
  const parts = [
    `${processor}, ${cores} core${cores === 1 ? '' : 's'}, ${memory}`,
    system,
    `Node ${node} (V8 ${v8})`,
    `load ${load.toFixed(2)} at the start`,
    date.slice(0, 16).replace('T', ' ') + ' UTC',
  ]
  return parts.join(' · ')
}
