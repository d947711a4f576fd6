import type { Person } from './support/person.js'
import { expect, test } from './support/test.js'

/** Draws a vertical stroke with the mouse. */
async function drawOne({ page }: Person): Promise<void> {
  const canvas = page.getByRole('application', { name: 'Canvas for a digit' })
  await canvas.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await canvas.boundingBox())!
  await page.mouse.move(x + 0.55 * width, y + 0.15 * height)
  await page.mouse.down()
  for (let part = 1; part <= 10; part++) {
    await page.mouse.move(x + (0.55 - 0.01 * part) * width, y + (0.15 + 0.07 * part) * height)
  }
  await page.mouse.up()
}

/** The probabilities of the ten classes in percent, as a screen reader reads them. */
async function probabilities({ page }: Person): Promise<number[]> {
  const list = page.getByRole('list', { name: 'Probability of each class' })
  const items = list.getByRole('listitem')
  const names = await items.evaluateAll((elements) =>
    elements.map((element) => element.getAttribute('aria-label') ?? ''),
  )
  return names.map((name, label) => Number(new RegExp(`^${label}: ([\\d.]+) %$`).exec(name)?.[1]))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

test('a digit that is drawn has probabilities in each mode of the normalization', async ({ visit }) => {
  const person = await visit({ query: '?epochs=4' })
  await person.start()
  await person.sees('JavaScript, batch norm', 'done')
  await drawOne(person)
  const seen = new Map<string, number[]>()
  for (const mode of ['Eval', 'Frozen', 'Train']) {
    await person.choose('Mode of the normalization', mode)
    await person.page.getByText(new RegExp(`^${mode}: `)).waitFor()
    await expect.poll(async () => sum(await probabilities(person))).toBeGreaterThan(99)
    // Each is rounded to a tenth.
    expect(sum(await probabilities(person))).toBeLessThan(101)
    if (mode === 'Train') await expect.poll(() => probabilities(person)).not.toEqual(seen.get('Eval'))
    seen.set(mode, await probabilities(person))
  }
  // Running statistics in both, so it comes to the same.
  expect(seen.get('Frozen')).toEqual(seen.get('Eval'))
  expect(seen.get('Eval')!.indexOf(Math.max(...seen.get('Eval')!))).toBe(1)

  await person.button('Clear').click()
  await expect.poll(async () => sum(await probabilities(person))).toBe(0)
})

test('a test digit is told by the trained model', async ({ visit }) => {
  const person = await visit({ query: '?epochs=4' })
  await person.start()
  await person.sees('JavaScript, batch norm', 'done')
  await person.button('Take a test digit').click()
  const text = await person.page.getByText(/^A test image of class \d\.$/).innerText()
  const label = Number(/\d/.exec(text)?.[0])
  await expect.poll(async () => (await probabilities(person))[label]).toBeGreaterThan(50)
})

test('the keyboard draws as well', async ({ visit }) => {
  const person = await visit({ query: '?epochs=1' })
  await person.start()
  await person.sees('JavaScript, batch norm', 'done')
  await person.page.getByRole('application', { name: 'Canvas for a digit' }).focus()
  for (let press = 0; press < 8; press++) await person.page.keyboard.press('ArrowDown')
  await expect.poll(async () => sum(await probabilities(person))).toBeGreaterThan(99)
  await person.page.keyboard.press('Delete')
  await expect.poll(async () => sum(await probabilities(person))).toBe(0)
})
