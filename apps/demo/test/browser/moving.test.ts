import { describe } from 'vitest'
import { loseContexts, makeContextsLosable } from './support/lose-context.js'
import type { Person, SavedLane } from './support/person.js'
import { startLocalServer } from './support/sites.js'
import { expect, test } from './support/test.js'

/** Checks that a lane went on where it was: no step twice, and what was learned is not forgotten. */
function expectToGoOn({ moves, training }: SavedLane): void {
  expect(moves).toHaveLength(1)
  const [{ step }] = moves
  const after = training.step.findIndex((other) => other > step)
  expect(step).toBeGreaterThan(0)
  expect(after).toBeGreaterThan(0)
  expect(training.step).toEqual([...new Set(training.step)].toSorted((a, b) => a - b))
  const [first] = training.loss
  expect(first).toBeGreaterThan(2)
  for (const loss of training.loss.slice(after)) expect(loss).toBeLessThan(1)
}

/** Trains a lane until its loss is far from where it began. */
async function trainFar(person: Person, lane: string, steps = 80): Promise<void> {
  await person.start(lane)
  await person.trained(lane, steps)
}

describe('a lane changes its device in the middle of training', () => {
  test.for([
    ['cpu', 'JavaScript', 'Native (C++)', 'Native'],
    ['native', 'Native', 'WebGL (gpu.js)', 'WebGL'],
  ] as const)('%s: from %s to %s', async ([device, from, item, to], { visit }) => {
    const person = await visit({ query: `?epochs=1000&devices=${device}` })
    await trainFar(person, `${from}, batch norm`)
    await person.button(`Go on with another device: ${from}, batch norm`).click()
    await person.page.getByRole('menuitem', { name: item }).click()
    const moved = `${from} → ${to}, batch norm`
    await person.sees(moved, 'training')
    const before = await person.step(moved)
    await person.trained(moved, before + 20)
    await person.button('Pause').click()
    await person.sees(moved, 'paused')

    const [lane] = await person.results()
    expectToGoOn(lane)
  })
})

describe('a device that is lost', () => {
  test('WebGL: the lane says so, and one click goes on in JavaScript', async ({ visit }) => {
    const person = await visit({
      query: '?epochs=1000&devices=webgl',
      before: ({ page }) => makeContextsLosable(page),
    })
    await trainFar(person, 'WebGL, batch norm')
    await loseContexts(person.page)
    await person.sees('WebGL, batch norm', 'stopped')
    const alert = person.lane('WebGL, batch norm').getByRole('alert')
    expect(await alert.innerText()).toMatch(/took the WebGL context away[^]*last checkpoint is of step \d+/)

    await person.button('Go on with JavaScript').click()
    const moved = 'WebGL → JavaScript, batch norm'
    await person.sees(moved, 'training')
    await person.trained(moved, (await person.step(moved)) + 20)
    await person.button('Pause').click()
    await person.sees(moved, 'paused')
    const [lane] = await person.results()
    expectToGoOn(lane)
  })

  test('the local server: the lane says so, and one click goes on in JavaScript', async ({ visit }) => {
    const site = await startLocalServer()
    const person = await visit({ site, query: '?epochs=1000&devices=native' })
    await trainFar(person, 'Native, batch norm')
    await person.trained('Native, batch norm', 2000)
    await site.end()
    await person.sees('Native, batch norm', 'stopped')
    const alert = person.lane('Native, batch norm').getByRole('alert')
    expect(await alert.innerText()).toMatch(/server does not answer[^]*npm run demo[^]*last checkpoint is of step \d+/)

    await person.button('Go on with JavaScript').click()
    const moved = 'Native → JavaScript, batch norm'
    await person.sees(moved, 'training')
    await person.trained(moved, (await person.step(moved)) + 20)
  })
})
