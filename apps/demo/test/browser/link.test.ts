import { describe } from 'vitest'
import { expect, test } from './support/test.js'

describe('a link with settings', () => {
  test('reproduces a run', async ({ visit }) => {
    const query =
      '?normalization=group&batchSize=64&optimizer=sgd&learningRate=0.05&dropout=0.2&l2=0.001&seed=7&epochs=1'
    const losses: (readonly number[])[] = []
    for (let load = 0; load < 2; load++) {
      const person = await visit({ query })
      expect(await person.page.getByRole('textbox', { name: 'Batch size' }).inputValue()).toBe('64')
      await person.start()
      await person.sees('JavaScript, group norm', 'done')
      const [{ validation, step }] = await person.results()
      expect(step).toBe(Math.ceil(6000 / 64))
      losses.push([...validation.loss, ...validation.accuracy])
    }
    expect(losses[1]).toEqual(losses[0])
  })

  test('is what the fields make of the address', async ({ visit }) => {
    const person = await visit()
    await person.page.getByRole('textbox', { name: 'Batch size' }).fill('32')
    await person.page.getByRole('combobox', { name: 'Optimizer' }).selectOption('RMSprop')
    expect(new URL(person.page.url()).search).toBe('?batchSize=32&optimizer=rmsprop')
    await person.page.reload()
    expect(await person.page.getByRole('textbox', { name: 'Batch size' }).inputValue()).toBe('32')
    expect(await person.page.getByRole('combobox', { name: 'Optimizer' }).inputValue()).toBe('rmsprop')
  })

  test('whose values are wrong is corrected, and says so', async ({ visit }) => {
    const person = await visit({ query: '?batchSize=1&network=large&devices=gpu&learningRate=fast&colour=red' })
    const notice = person.page.getByRole('status').filter({ hasText: 'This link asks for' })
    const items = await notice.getByRole('listitem').allInnerTexts()
    expect(items).toEqual([
      'batchSize=1 is outside 2…1024; 128 is used.',
      'network=large is none of article, sigmoid, convolutional; article is used.',
      'devices=gpu is no list of cpu, webgl, native; cpu is used.',
      'learningRate=fast is not a number; 0.001 is used.',
      'colour is no setting of this page; it is left out.',
    ])
    await notice.getByRole('button', { name: 'Dismiss' }).click()
    await notice.waitFor({ state: 'detached' })
    await person.start('JavaScript, batch norm')
  })

  test('a wrong value in a field is named, and the run keeps the last good one', async ({ visit }) => {
    const person = await visit({ query: '?epochs=1' })
    const field = person.page.getByRole('textbox', { name: 'Batch size' })
    await field.fill('1')
    await person.page.getByText('1 is outside 2…1024. Type a number in 2…1024.').waitFor()
    await person.start()
    await person.sees('JavaScript, batch norm', 'done')
    expect(await person.step('JavaScript, batch norm')).toBe(Math.ceil(6000 / 128))
  })
})
