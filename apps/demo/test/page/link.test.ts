import { describe, expect, test } from 'vitest'
import { readLink, writeLink } from '../../src/page/settings/link.js'
import { PRESETS } from '../../src/page/settings/presets.js'
import { DEFAULT_SETTINGS, type DemoSettings } from '../../src/settings/settings.js'

describe('a link', () => {
  test('of the defaults is empty, and an empty link means the defaults', () => {
    expect(writeLink(DEFAULT_SETTINGS)).toBe('')
    expect(readLink('')).toEqual({ settings: DEFAULT_SETTINGS, problems: [] })
  })

  test('names only what differs from the defaults', () => {
    expect(writeLink({ ...DEFAULT_SETTINGS, batchSize: 2, devices: ['cpu', 'webgl'] })).toBe(
      '?batchSize=2&devices=cpu,webgl',
    )
  })

  test('gives back every setting', () => {
    const settings: DemoSettings = {
      network: 'sigmoid',
      normalization: 'group',
      convention: 'torch',
      momentum: 0.25,
      epsilon: 1e-7,
      batchSize: 2,
      learningRate: 1e-6,
      optimizer: 'rmsprop',
      l1: 1e-5,
      l2: 0.5,
      dropout: 0.9,
      seed: 2 ** 31 - 1,
      epochs: 1000,
      devices: ['webgl', 'native'],
      compareWithout: true,
    }
    expect(readLink(writeLink(settings))).toEqual({ settings, problems: [] })
  })

  test.each(PRESETS)('gives back the experiment "$name"', (preset) => {
    const settings: DemoSettings = { ...preset.settings, devices: ['cpu'] }
    expect(readLink(writeLink(settings))).toEqual({ settings, problems: [] })
  })
})

describe('a wrong value in a link', () => {
  test.each([
    ['?batchSize=1', 'batchSize=1 is outside 2…1024; 128 is used'],
    ['?batchSize=2.5', 'batchSize=2.5 is not a whole number; 128 is used'],
    ['?learningRate=fast', 'learningRate=fast is not a number; 0.001 is used'],
    ['?learningRate=', 'learningRate= is not a number; 0.001 is used'],
    ['?epochs=Infinity', 'epochs=Infinity is not a number; 10 is used'],
    ['?network=vgg', 'network=vgg is none of article, sigmoid, convolutional; article is used'],
    ['?devices=', 'devices= is no list of cpu, webgl, native; cpu is used'],
    ['?devices=cpu,tpu', 'devices=cpu,tpu is no list of cpu, webgl, native; cpu is used'],
    ['?momentum=2', 'momentum=2 is outside 0…1; the default of the convention is used'],
    ['?compareWithout=yes', 'compareWithout=yes is neither true nor false; false is used'],
    ['?momemtum=0.9', 'momemtum is no setting of this page; it is left out'],
    ['?__proto__=1', '__proto__ is no setting of this page; it is left out'],
  ])('%s is named and replaced', (query, problem) => {
    expect(readLink(query)).toEqual({ settings: DEFAULT_SETTINGS, problems: [problem] })
  })

  test('leaves the others as they are', () => {
    const { settings, problems } = readLink('?batchSize=0&seed=7&dropout=1')
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, seed: 7 })
    expect(problems).toHaveLength(2)
  })

  test('a device that is named twice is one', () => {
    expect(readLink('?devices=webgl,cpu,webgl').settings.devices).toEqual(['cpu', 'webgl'])
  })
})
