import type { Locator } from 'playwright'
import { expect, test } from './support/test.js'

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

test('by keyboard alone: choose a device, start, pause, go on, change the device', async ({ visit }) => {
  const person = await visit({ query: '?epochs=1000' })
  const { page } = person
  const press = (key: string): Promise<void> => page.keyboard.press(key)
  await person.device('Native (C++)').isEnabled()

  await press('Tab')
  expect(await hasFocus(page.getByRole('link', { name: 'Skip to the training' }))).toBe(true)
  await person.tabTo(person.device('Native (C++)'))
  await press('Space')
  expect(await person.device('Native (C++)').isChecked()).toBe(true)
  await page.keyboard.press('Shift+Tab')
  await person.tabTo(person.button('Start'))
  await press('Enter')
  await person.trained('JavaScript, batch norm', 3)
  await person.trained('Native, batch norm', 3)

  // The button keeps the focus and is the next thing to do.
  expect(await hasFocus(person.button('Pause'))).toBe(true)
  await press('Space')
  await person.sees('JavaScript, batch norm', 'paused')
  const step = await person.step('JavaScript, batch norm')
  expect(await hasFocus(person.button('Resume'))).toBe(true)
  await press('Enter')
  await person.trained('JavaScript, batch norm', step + 5)

  await person.tabTo(person.button('Go on with another device: JavaScript, batch norm'))
  await press('Enter')
  const item = page.getByRole('menuitem', { name: 'Native (C++)' })
  await item.waitFor()
  const downToItem = async (): Promise<boolean> => {
    if (!(await hasFocus(item))) await press('ArrowDown')
    return hasFocus(item)
  }
  await expect.poll(downToItem).toBe(true)
  await press('Enter')
  await person.sees('JavaScript → Native, batch norm', 'training')
})
