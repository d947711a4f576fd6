import type { Browser, Page } from 'playwright'

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds from beginning to end. */
  readonly dur?: number
  /** Microseconds on a core. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/**
 * What the tasks of the page's main thread take while something is done, from a trace of the browser: the time in ms that
 * they have a core, without that in which other threads have it.
 */
export async function mainThreadTasks(browser: Browser, page: Page, work: () => Promise<unknown>): Promise<number[]> {
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
  await work()
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] }
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const tasks = threads.map(({ pid, tid }) =>
    traceEvents
      .filter((event) => event.pid === pid && event.tid === tid && event.name === 'RunTask' && event.ph === 'X')
      .map(({ dur = 0, tdur = dur }) => tdur / 1000),
  )
  // Other pages of the browser have such threads too, and nothing to do.
  const busy = (durations: readonly number[]): number => durations.reduce((sum, duration) => sum + duration, 0)
  return tasks.toSorted((a, b) => busy(b) - busy(a))[0] ?? []
}
