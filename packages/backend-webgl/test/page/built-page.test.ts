import { expect, test } from 'vitest'
import { commands } from 'vitest/browser'
import type { BuiltPage, Bundler } from './serve-built-page.js'
import type { Outcome } from './train.js'

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Builds and serves the page of this folder. */
    serveBuiltPage(bundler: Bundler): Promise<BuiltPage>
  }
}

/** What the page and its worker report; the page runs in a frame of another origin, with its own policy. */
async function outcomesOf(url: string): Promise<Outcome[]> {
  const frame = document.createElement('iframe')
  const outcomes: Outcome[] = []
  const finished = new Promise<void>((resolve) => {
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow) return
      if (outcomes.push(data as Outcome) === 2) resolve()
    })
  })
  frame.src = url
  document.body.append(frame)
  await finished
  frame.remove()
  return outcomes
}

test.for<Bundler>(['Vite', 'webpack'])(
  "a page that %s minified trains under script-src 'self', and so does its worker",
  { timeout: 120_000 },
  async (bundler) => {
    const { url, files } = await commands.serveBuiltPage(bundler)
    for (const { name, bytes, gzipBytes } of files.toSorted((a, b) => b.bytes - a.bytes).slice(0, 4))
      console.log(`${bundler}, ${name}: ${bytes} bytes, ${gzipBytes} with gzip`)
    const outcomes = await outcomesOf(url)
    expect(outcomes.map(({ where }) => where).toSorted()).toEqual(['page', 'worker'])
    for (const { where, error, device, losses } of outcomes) {
      expect(error, where).toBe(null)
      expect(device).toBe('webgl')
      expect(losses.at(-1)!).toBeLessThan(losses[0] / 3)
    }
    const [page, worker] = outcomes
    expect(page.losses).toEqual(worker.losses)
  },
)
