import { expect, test } from './support/test.js'

test('a dropped file of nonsense is named, with what to do, and the page goes on', async ({ visit }) => {
  const person = await visit({ query: '?epochs=1' })
  const data = person.region('Data')
  const transfer = await person.page.evaluateHandle(() => {
    const transfer = new DataTransfer()
    transfer.items.add(new File(['this is no data set'], 'poem.txt', { type: 'text/plain' }))
    return transfer
  })
  const zone = data.getByText('Built-in digits', { exact: true })
  for (const type of ['dragenter', 'dragover', 'drop']) await zone.dispatchEvent(type, { dataTransfer: transfer })
  const alert = data.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toMatch(/poem\.txt[^]*IDX/)

  await person.start()
  await person.sees('JavaScript, batch norm', 'done')
  await alert.getByRole('button', { name: 'Dismiss' }).click()
  await alert.waitFor({ state: 'detached' })
})

/** A file of the format IDX: dimensions in big-endian after a magic number, then bytes. */
function idx(shape: readonly number[], value: (index: number) => number): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.writeUInt32BE(0x0800 + shape.length)
  shape.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis))
  const bytes = Uint8Array.from({ length: shape.reduce((product, length) => product * length, 1) }, (_, i) => value(i))
  return Buffer.concat([header, bytes])
}

test('IDX files that are chosen are trained on', async ({ visit }) => {
  const person = await visit({ query: '?epochs=1&batchSize=16' })
  // Image i is as bright as its label, i mod 10, says.
  await person.page.getByLabel('IDX files').setInputFiles([
    { name: 'images-idx3-ubyte', mimeType: '', buffer: idx([120, 28, 28], (i) => 25 * (Math.floor(i / 784) % 10)) },
    { name: 'labels-idx1-ubyte', mimeType: '', buffer: idx([120], (i) => i % 10) },
  ])
  await person.region('Data').getByText('100 to train on and 20 to test; from the next start on.').waitFor()
  await person.start()
  await person.sees('JavaScript, batch norm', 'done')
  expect(await person.step('JavaScript, batch norm')).toBe(Math.ceil(100 / 16))
})
