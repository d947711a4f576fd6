import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os'

/** The browser and its GPU. */
export interface BrowserFacts {
  /** 'Chromium 150.0.1'. */
  readonly name: string
  /** The GPU, as WebGL calls it. */
  readonly renderer: string
}

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
  /** The browser whose page had the contenders; null for processes. */
  readonly browser: BrowserFacts | null
  /** ISO 8601, UTC. */
  readonly date: string
}

export function describeMachine(): Omit<Machine, 'browser'> {
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
export function machineLine({ processor, cores, memoryBytes, system, node, v8, load, browser, date }: Machine): string {
  const memory = `${(memoryBytes / 2 ** 30).toFixed(1)} GiB`
  const parts = [
    `${processor}, ${cores} core${cores === 1 ? '' : 's'}, ${memory}`,
    system,
    ...(browser === null ? [`Node ${node} (V8 ${v8})`] : [`${browser.name}, one page`, `WebGL: ${browser.renderer}`]),
    `load ${load.toFixed(2)} at the start`,
    date.slice(0, 16).replace('T', ' ') + ' UTC',
  ]
  return parts.join(' · ')
}

/** What has to be known about the machine to read the tables. */
export function machineNotes({ browser }: Machine): string[] {
  if (browser === null || !isSoftware(browser.renderer)) return []
  return [
    'Software rendering: there is no GPU here, and WebGL is computed on the processor. Ratios between contenders on webgl say how much work each gives to WebGL; on a GPU they differ, and times are other ones.',
  ]
}

function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|basic render/i.test(renderer)
}
