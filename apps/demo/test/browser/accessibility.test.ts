import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { describe } from 'vitest'
import type { Person } from './support/person.js'
import { expect, test } from './support/test.js'

const SIZES = [
  { width: 360, height: 800 },
  { width: 1440, height: 900 },
] as const

const axeSource: Promise<string> = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

type Axe = Pick<typeof axe, 'run'>

/** What axe finds that is serious or critical, with the elements concerned. */
async function grave({ page }: Person): Promise<string[]> {
  await page.evaluate(await axeSource)
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] }),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))
}

/** By how much the page is wider than the window, in pixels. */
function overhang({ page }: Person): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

describe.for(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
  test('axe finds nothing serious, and nothing lies beyond the edge, before and in training', async ({ visit }) => {
    const person = await visit({
      query: '?epochs=1000&compareWithout=true&batchSize=1',
      colorScheme,
      viewport: SIZES[0],
    })
    const look = async (): Promise<void> => {
      for (const size of SIZES) {
        await person.page.setViewportSize(size)
        expect(await overhang(person)).toBe(0)
        expect(await grave(person)).toEqual([])
      }
    }
    await look()
    await person.start('JavaScript, batch norm', 'JavaScript, without')
    await person.region('Diagnosis').waitFor()
    await look()
    await person.button('Take a test digit').click()
    await person.page.setViewportSize(SIZES[0])
    expect(await overhang(person)).toBe(0)
  })
})

test('the theme can be chosen', async ({ visit }) => {
  const person = await visit({ colorScheme: 'light' })
  const ground = (): Promise<string> => person.page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await ground()
  await person.button('Use the dark theme').click()
  await person.button('Use the light theme').waitFor()
  expect(await ground()).not.toBe(light)
})
