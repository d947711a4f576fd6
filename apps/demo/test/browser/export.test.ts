import type { Person } from './support/person.js'
import { expect, test } from './support/test.js'

async function trainShortly(person: Person): Promise<void> {
  await person.start()
  await person.sees('JavaScript, batch norm', 'done')
  await person.sees('JavaScript, without', 'done')
}

test('results are saved as CSV and JSON that agree', async ({ visit }) => {
  const person = await visit({ query: '?epochs=2&compareWithout=true' })
  await trainShortly(person)
  const { name, bytes } = await person.save(person.button('Results as CSV'))
  expect(name).toBe('evenkeel-results.csv')
  const [header, ...lines] = String(bytes).trimEnd().split('\r\n')
  expect(header).toBe('lane,device,normalization,part,step,epoch,loss,accuracy,images_per_second,training_ms')

  const lanes = await person.results()
  expect(lanes.map(({ name }) => name)).toEqual(['JavaScript, batch norm', 'JavaScript, without'])
  const points = lanes.flatMap(({ training, validation }) => [...training.loss, ...validation.loss])
  // The lane's name has a comma, so it is in quotes.
  expect(lines.map((line) => Number(line.replace(/^"[^"]*",/, '').split(',')[5]))).toEqual(points)
  for (const { step, validation } of lanes) {
    expect(step).toBe(2 * Math.ceil(6000 / 128))
    expect(validation.step).toEqual([47, 94])
  }
})

test('a chart is saved as SVG and PNG', async ({ visit }) => {
  const person = await visit({ query: '?epochs=2&compareWithout=true' })
  await trainShortly(person)
  const save = async (item: string): ReturnType<Person['save']> => {
    await person.button('Save the chart Loss').click()
    return person.save(person.page.getByRole('menuitem', { name: item }))
  }
  const svg = await save('As SVG')
  expect(svg.name).toBe('loss.svg')
  const text = String(svg.bytes)
  expect(text).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/)
  for (const words of ['Loss', 'cross-entropy', 'step', 'JavaScript, batch norm', 'JavaScript, without']) {
    expect(text).toContain(`>${words}<`)
  }
  // The lines of both lanes.
  expect(text.match(/<path [^>]*stroke="#b85c00"/g)?.length).toBeGreaterThanOrEqual(2)

  const png = await save('As PNG')
  expect(png.name).toBe('loss.png')
  expect(png.bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
  expect(png.bytes.readUInt32BE(16)).toBe(2 * 960)
  expect(png.bytes.length).toBeGreaterThan(10_000)
})

test('weights are saved as safetensors', async ({ visit }) => {
  const person = await visit({ query: '?epochs=1' })
  await person.start()
  await person.sees('JavaScript, batch norm', 'done')
  const { name, bytes } = await person.save(person.button('Weights of JavaScript, batch norm'))
  expect(name).toBe('evenkeel-article-cpu-step-47.safetensors')
  const headerBytes = Number(bytes.readBigUInt64LE(0))
  const { __metadata__, ...tensors } = JSON.parse(String(bytes.subarray(8, 8 + headerBytes))) as Record<
    string,
    { readonly shape: readonly number[]; readonly data_offsets: readonly [number, number] }
  >
  expect(__metadata__).toMatchObject({ network: 'article', normalization: 'batch', seed: '1', step: '47' })
  expect(Object.fromEntries(Object.entries(tensors).map(([path, { shape }]) => [path, shape]))).toEqual({
    'dense/kernel': [784, 64],
    'dense/bias': [64],
    'batchNormalization/gamma': [64],
    'batchNormalization/beta': [64],
    'batchNormalization/movingMean': [64],
    'batchNormalization/movingVariance': [64],
    'batchNormalization/updates': [1],
    'dense_1/kernel': [64, 10],
    'dense_1/bias': [10],
  })
  const end = Math.max(...Object.values(tensors).map(({ data_offsets }) => data_offsets[1]))
  expect(bytes.length).toBe(8 + headerBytes + end)
  // Each step of the epoch has updated the running statistics.
  const [updates] = tensors['batchNormalization/updates'].data_offsets
  expect(bytes.readFloatLE(8 + headerBytes + updates)).toBe(47)
})
