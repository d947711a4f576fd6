import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'

const PATIENCE = { timeout: 20_000, interval: 50 }

/** Curves of a lane as the page saves them. */
export interface SavedLane {
  readonly name: string
  readonly state: string
  readonly step: number
  readonly parameters: number
  readonly moves: readonly { readonly step: number; readonly from: string; readonly to: string }[]
  readonly training: Readonly<Record<'step' | 'epoch' | 'loss' | 'accuracy' | 'imagesPerSecond', readonly number[]>>
  readonly validation: Readonly<Record<'step' | 'loss' | 'accuracy', readonly number[]>>
  readonly inputs: Readonly<Record<string, Readonly<Record<'step' | 'low' | 'median' | 'high', readonly number[]>>>>
}

/** A person before the page, who finds things by what they are and what they are called. */
export class Person {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  device(name: 'JavaScript' | 'WebGL (gpu.js)' | 'Native (C++)'): Locator {
    return this.page.getByRole('checkbox', { name })
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  region(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  /** Chooses one of several that stand side by side; their buttons themselves are not seen, only their texts. */
  async choose(group: string, name: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: group }).getByText(name, { exact: true }).click()
  }

  /** Starts, and waits until all lanes train. */
  async start(...lanes: readonly string[]): Promise<void> {
    await this.button('Start').click()
    for (const lane of lanes) await this.trained(lane)
  }

  /** The card of a lane. */
  lane(name: string): Locator {
    const { page } = this
    const cards = this.region('Training')
      .getByRole('listitem')
      .filter({ has: page.getByRole('term') })
    return cards.filter({ has: page.getByText(name, { exact: true }) })
  }

  /** A number on the card of a lane. */
  async figure(lane: string, name: 'Epoch' | 'Step' | 'Loss' | 'Validation'): Promise<string> {
    const terms = await this.lane(lane).getByRole('term').allTextContents()
    return this.lane(lane).getByRole('definition').nth(terms.indexOf(name)).innerText()
  }

  async step(lane: string): Promise<number> {
    return Number((await this.figure(lane, 'Step')).replaceAll(',', ''))
  }

  /** Waits until a lane has come so far. */
  async trained(lane: string, steps = 1): Promise<void> {
    await expect.poll(() => this.step(lane), { ...PATIENCE, message: `steps of ${lane}` }).toBeGreaterThanOrEqual(steps)
  }

  /** Waits until a lane is in a state, in the words of its card. */
  async sees(lane: string, state: string): Promise<void> {
    await this.lane(lane).getByText(state, { exact: true }).waitFor()
  }

  /** Saves what a button gives; its name and content. */
  async save(button: Locator): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()])
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
  }

  /** The curves of all lanes, saved as JSON. */
  async results(): Promise<readonly SavedLane[]> {
    const { bytes } = await this.save(this.button('Results as JSON'))
    return (JSON.parse(String(bytes)) as { lanes: SavedLane[] }).lanes
  }

  /** The text of a chart's table, a row of cells each. */
  async table(chart: string): Promise<readonly (readonly string[])[]> {
    const region = this.page.getByRole('region', { name: `Values of ${chart}`, exact: true })
    if (!(await region.isVisible())) await this.page.getByText(`${chart} as a table`, { exact: true }).click()
    await region.waitFor()
    const rows = await region.getByRole('row').all()
    return Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()))
  }

  /** Presses Tab until something has the focus. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 120; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await this.page.keyboard.press('Tab')
    }
    throw new Error(`No way by Tab to ${String(target)}`)
  }
}
