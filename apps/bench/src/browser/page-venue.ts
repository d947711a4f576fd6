import { CHROMIUM_FLAGS, findChromium, SOFTWARE_WEBGL } from '@evenkeel/chromium'
import { DeviceUnavailableError } from '@evenkeel/core'
import { chromium, type Browser } from 'playwright'
import type { Contender } from '../contenders/contender.js'
import type { BrowserFacts } from '../report/machine.js'
import type { RunningContender, Venue } from '../venue.js'
import type { PageFiles } from './bundle.js'
import { OpenPage } from './open-page.js'
import { PageContender } from './page-contender.js'
import type { BenchGlobal } from './page-face.js'
import { PageServer } from './page-server.js'

/** How the page is opened. */
export interface PageOptions {
  /** Called when the first contender starts, by which time the peers are installed. */
  readonly bundle: () => Promise<PageFiles>
  /** What takes longer than this ends the page, with all contenders in it; the next one to start opens it anew. */
  readonly limitMs: number
  /** Whether the browser has a window. */
  readonly headed: boolean
}

/** One page of one Chromium for all contenders. */
export class PageVenue implements Venue {
  readonly #options: PageOptions
  #server: PageServer | null = null
  #browser: Browser | null = null
  #page: OpenPage | null = null
  #facts: BrowserFacts | null = null

  constructor(options: PageOptions) {
    this.#options = options
  }

  /** Null before the first page is open. */
  get facts(): BrowserFacts | null {
    return this.#facts
  }

  async start(contender: Contender): Promise<RunningContender> {
    if (this.#page?.alive !== true) this.#page = await this.#open()
    return PageContender.start(contender, this.#page)
  }

  async close(): Promise<void> {
    await this.#browser?.close()
    this.#server?.close()
  }

  async #open(): Promise<OpenPage> {
    this.#server ??= await PageServer.start(await this.#options.bundle())
    this.#browser ??= await launch(this.#options.headed)
    const page = await this.#browser.newPage()
    await page.goto(this.#server.url, { waitUntil: 'load' })
    const { renderer } = await page.evaluate(() => (globalThis as unknown as BenchGlobal).bench.describe())
    this.#facts = { name: `Chromium ${this.#browser.version()}`, renderer }
    return new OpenPage(page, this.#server, this.#options.limitMs)
  }
}

async function launch(headed: boolean): Promise<Browser> {
  try {
    const args = [...CHROMIUM_FLAGS, SOFTWARE_WEBGL]
    return await chromium.launch({ executablePath: findChromium(), args, headless: !headed })
  } catch (cause) {
    const what = `Chromium did not start: ${String(cause).split('\n')[0]}.`
    const remedy = 'Install Chromium or Chrome, or name one in EVENKEEL_CHROMIUM.'
    throw new DeviceUnavailableError({ what, remedy, cause }, [what])
  }
}
