import type { Browser, BrowserContextOptions } from 'playwright'
import { expect, test as base, type TestAPI } from 'vitest'
import { launchChromium } from './chromium.js'
import { Person } from './person.js'
import { startLocalServer, type Site } from './sites.js'
import { watch } from './watch.js'

/** How a page is opened. */
export interface VisitOptions extends BrowserContextOptions {
  /** Query of the address: settings. */
  readonly query?: string
  /** Where it is; the local server unless told. */
  readonly site?: Site
  readonly browser?: Browser
  /** Problems that belong to what the test does. */
  readonly expected?: RegExp
  /** Done to the context before the page is loaded. */
  readonly before?: (person: Person) => Promise<unknown>
}

interface Fixtures {
  readonly browser: Browser
  readonly localServer: Site
  /** Opens the page in a context of its own. At the end nothing must have gone wrong in it unseen. */
  readonly visit: (options?: VisitOptions) => Promise<Person>
}

/** Tests of the built page in a real browser, as the local server serves it. */
export const test: TestAPI<Fixtures> = base.extend<Fixtures>({
  browser: [
    // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture builds on.
    async ({}, use) => {
      const browser = await launchChromium()
      await use(browser)
      await browser.close()
    },
    { scope: 'file' },
  ],
  localServer: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const site = await startLocalServer()
      await use(site)
      await site.end()
    },
    { scope: 'file' },
  ],
  visit: async ({ browser, localServer }, use) => {
    const endings: (() => Promise<void>)[] = []
    await use(async (options = {}) => {
      const { query = '', site = localServer, browser: own = browser, expected, before, ...contextOptions } = options
      const context = await own.newContext({ reducedMotion: 'reduce', ...contextOptions })
      context.setDefaultTimeout(20_000)
      const { problems } = await watch(context, site.address)
      const person = new Person(await context.newPage())
      endings.push(async () => {
        await context.close()
        expect(problems.filter((problem) => expected?.test(problem) !== true)).toEqual([])
      })
      await before?.(person)
      await person.page.goto(`${site.address}/${query}`)
      return person
    })
    for (const end of endings) await end()
  },
})

export { expect }
