import { describe } from 'vitest'
import { inkOf, LANE_COLORS } from './support/ink.js'
import { expect, test } from './support/test.js'

/** Cross-entropy of a network that knows nothing of ten classes. */
const KNOWS_NOTHING = Math.log(10)

describe('two devices side by side', () => {
  test.for([
    ['Native (C++)', 'Native, batch norm', 'native'],
    ['WebGL (gpu.js)', 'WebGL, batch norm', 'webgl'],
  ] as const)('JavaScript and %s train alike', async ([device, other, color], { visit }) => {
    const person = await visit({ query: '?epochs=3' })
    await person.device(device).check()
    await person.start('JavaScript, batch norm', other)
    const ink = (): Promise<readonly number[]> => inkOf(person, 'Loss', [LANE_COLORS.cpu, LANE_COLORS[color]])
    await expect.poll(async () => Math.min(...(await ink())), { timeout: 10_000 }).toBeGreaterThan(50)
    await person.sees('JavaScript, batch norm', 'done')
    await person.sees(other, 'done')

    const [one, two] = await person.results()
    expect([one.training.step[0], two.training.step[0]]).toEqual([1, 1])
    expect(two.training.loss[0]).toBeCloseTo(one.training.loss[0], 4)
    expect(two.validation.loss.at(-1)).toBeCloseTo(one.validation.loss.at(-1)!, 2)
    expect(one.training.loss.at(-1)).toBeLessThan(KNOWS_NOTHING / 2)
    const [, ...speeds] = await person.table('Images per second')
    expect(speeds.map(([lane]) => lane)).toEqual(['JavaScript, batch norm', other])
    for (const [, speed] of speeds) expect(Number(speed.replaceAll(',', ''))).toBeGreaterThan(0)
  })
})

describe('with and without batch norm', () => {
  test('batch norm can be turned off', async ({ visit }) => {
    const person = await visit({ query: '?epochs=2' })
    await person.choose('Normalization', 'None')
    await person.start()
    await person.sees('JavaScript, without', 'done')
    expect(await person.region('Inside the network').innerText()).toContain('No lane has a normalization layer.')
    const [lane] = await person.results()
    expect(lane.parameters).toBe(784 * 64 + 64 + 64 * 10 + 10)
    expect(person.page.url()).toContain('normalization=none')
  })

  test('both train side by side, on the same images', async ({ visit }) => {
    const person = await visit({ query: '?network=sigmoid&epochs=2' })
    await person.device('Native (C++)').check()
    await person.device('JavaScript').uncheck()
    await person.page.getByRole('switch', { name: 'Also without normalization' }).check()
    await person.start()
    await person.sees('Native, batch norm', 'done')
    await person.sees('Native, without', 'done')

    const [normalized, plain] = await person.results()
    // γ and β of three layers of 100 come, the biases before them go.
    expect(normalized.parameters - plain.parameters).toBe((2 - 1) * 3 * 100)
    expect([normalized.validation.step, plain.validation.step]).toEqual([
      [47, 94],
      [47, 94],
    ])
    expect(normalized.training.loss.at(-1)).toBeLessThan(plain.training.loss.at(-1)!)
    for (const { low, high } of Object.values(normalized.inputs)) {
      expect(low.at(-1)).toBeLessThan(high.at(-1)!)
    }
    for (const layer of Object.keys(normalized.inputs)) {
      expect(await person.table(`What flows into ${layer}`)).toHaveLength(3)
    }
  })
})

describe('a batch of two', () => {
  test('makes batch norm sick, and group norm heals it', async ({ visit }) => {
    const person = await visit()
    await person.device('Native (C++)').check()
    await person.device('JavaScript').uncheck()
    await person.button(/^A batch of two/).click()
    await person.sees('Native, batch norm', 'done')
    await person.sees('Native, without', 'done')
    const [sick, plain] = await person.results()
    expect(sick.validation.accuracy.at(-1)).toBeLessThan(plain.validation.accuracy.at(-1)! - 0.02)
    await person.region('Diagnosis').getByText('batchNormalization: noisy statistics').waitFor()
    expect(person.page.url()).toContain('batchSize=2')

    await person.button(/^Group norm heals it/).click()
    await person.sees('Native, group norm', 'done')
    const [healed] = await person.results()
    expect(healed.validation.accuracy.at(-1)).toBeGreaterThan(sick.validation.accuracy.at(-1)! + 0.02)
    await person.region('Diagnosis').getByText('noisy statistics').waitFor({ state: 'detached' })
  })
})
