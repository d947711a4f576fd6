import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mainThreadTasks } from './support/main-thread.js'
import type { Person } from './support/person.js'
import { PAGE_FOLDER } from './support/sites.js'
import { expect, test } from './support/test.js'

const TRACE_MS = 4000

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`

/** Size of files as they are, and with each gzipped. */
function sizeOf(files: readonly Uint8Array[]): string {
  const raw = files.reduce((sum, { length }) => sum + length, 0)
  const packed = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0)
  return `${files.length} files, ${kilobytes(raw)}, gzipped ${kilobytes(packed)}`
}

test('size of the static build', () => {
  const paths = (readdirSync(PAGE_FOLDER, { recursive: true }) as string[])
    .map((path) => join(PAGE_FOLDER, path))
    .filter((path) => statSync(path).isFile())
  const files = paths.map((path) => readFileSync(path))
  print(`static build: ${sizeOf(files)}`)
  expect(files.length).toBeGreaterThan(0)
})

test('time to the first step on a cold load', async ({ visit }) => {
  const addresses = new Set<string>()
  const begunMs = performance.now()
  const person = await visit({
    before: async ({ page }) => page.context().on('request', (request) => addresses.add(request.url())),
  })
  await person.button('Start').waitFor()
  const seenMs = performance.now() - begunMs
  await person.start('JavaScript, batch norm')
  const trainedMs = performance.now() - begunMs
  const fetched = [...addresses]
    .map((address) => new URL(address).pathname.replace(/\/$/, '/index.html'))
    .filter((path) => existsSync(join(PAGE_FOLDER, path)))
    .map((path) => readFileSync(join(PAGE_FOLDER, path)))
  print(
    `cold load: Start can be pressed after ${seenMs.toFixed(0)} ms, the first step is seen after ${trainedMs.toFixed(0)} ms`,
  )
  print(`fetched until then: ${sizeOf(fetched)}`)
  expect(fetched.length).toBeGreaterThan(0)
})

/** Times between the frames of the page for so long. */
function frameIntervals({ page }: Person, lengthMs: number): Promise<number[]> {
  return page.evaluate(
    (lengthMs) =>
      new Promise<number[]>((resolve) => {
        const intervals: number[] = []
        const beganMs = performance.now()
        let beforeMs = beganMs
        const frame = (): void => {
          const nowMs = performance.now()
          intervals.push(nowMs - beforeMs)
          beforeMs = nowMs
          if (nowMs - beganMs < lengthMs) requestAnimationFrame(frame)
          else resolve(intervals)
        }
        requestAnimationFrame(frame)
      }),
    lengthMs,
  )
}

test('frames while two devices train', async ({ browser, visit }) => {
  const person = await visit({ query: '?epochs=1000' })
  await person.device('Native (C++)').check()
  await person.start('JavaScript, batch norm', 'Native, batch norm')
  let intervals: number[] = []
  const tasks = await mainThreadTasks(browser, person.page, async () => {
    intervals = await frameIntervals(person, TRACE_MS)
  })
  const sorted = intervals.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]
  const late = sorted.filter((interval) => interval > 33).length / sorted.length
  print(
    `frames while JavaScript and native train: median ${at(0.5).toFixed(1)} ms, 95 % within ${at(0.95).toFixed(1)} ms, ` +
      `${(100 * late).toFixed(1)} % over 33 ms`,
  )
  const busyMs = tasks.reduce((sum, duration) => sum + duration, 0)
  print(
    `main thread meanwhile: busy ${((100 * busyMs) / TRACE_MS).toFixed(0)} % of the time, longest task ` +
      `${Math.max(...tasks).toFixed(1)} ms, ${tasks.filter((duration) => duration > 16).length} tasks over 16 ms`,
  )
  // Frames are as fast as the machine lets them. That the page does not train itself shows in its share of a core.
  expect(intervals.length).toBeGreaterThan(10)
  expect(busyMs / TRACE_MS).toBeLessThan(0.8)
})
