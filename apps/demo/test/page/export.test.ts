import { describe, expect, test } from 'vitest'
import { resultsCsv } from '../../src/page/export/csv.js'
import { resultsJson } from '../../src/page/export/json.js'
import { safetensors } from '../../src/page/export/safetensors.js'
import { newLane } from '../../src/page/state/lane.js'
import { emptySeries, recordEvent } from '../../src/page/state/series.js'
import { DEFAULT_SETTINGS } from '../../src/settings/settings.js'

function record(): { lane: ReturnType<typeof newLane>; series: ReturnType<typeof emptySeries> } {
  const series = emptySeries()
  recordEvent(series, {
    type: 'progress',
    step: 5,
    epoch: 0,
    loss: 2.25,
    accuracy: 0.5,
    imagesPerSecond: 1000,
    trainingMs: 40,
  })
  recordEvent(series, { type: 'validation', step: 47, epoch: 0, loss: 1.5, accuracy: 0.75 })
  return { lane: newLane('cpu', DEFAULT_SETTINGS, false, false), series }
}

test('results as CSV: a head, a line a point, names with commas in quotes', () => {
  expect(resultsCsv([record()])).toBe(
    'lane,device,normalization,part,step,epoch,loss,accuracy,images_per_second,training_ms\r\n' +
      '"JavaScript, batch norm",cpu,batch,training,5,0,2.25,0.5,1000,40\r\n' +
      '"JavaScript, batch norm",cpu,batch,validation,47,0,1.5,0.75,,\r\n',
  )
})

test('a point names the device that made it: up to the move the old one, then the new one', () => {
  const { lane, series } = record()
  const moved = { ...lane, device: 'webgl', moves: [{ step: 5, from: 'cpu', to: 'webgl' }] } as const
  const [, trained, validated] = resultsCsv([{ lane: moved, series }]).split('\r\n')
  expect(trained).toContain('",cpu,')
  expect(validated).toContain('",webgl,')
})

test('results as JSON: settings and columns', () => {
  const { settings, lanes } = JSON.parse(resultsJson(DEFAULT_SETTINGS, [record()]))
  expect(settings).toEqual(DEFAULT_SETTINGS)
  expect(lanes[0].training).toMatchObject({ step: [5], loss: [2.25], imagesPerSecond: [1000] })
  expect(lanes[0].validation).toEqual({ step: [47], epoch: [0], loss: [1.5], accuracy: [0.75] })
})

describe('weights as safetensors', () => {
  const file = safetensors(
    {
      'dense/kernel': { data: Float32Array.of(1, -2, 0.5, 0), shape: [2, 2] },
      'dense/bias': { data: Float32Array.of(3), shape: [1] },
    },
    { step: '9' },
  )
  const headerBytes = Number(new DataView(file.buffer).getBigUint64(0, true))
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + headerBytes)))

  test('begin with the length of the header, which leaves the data aligned', () => {
    expect([...file.subarray(0, 8)]).toEqual([headerBytes % 256, headerBytes >> 8, 0, 0, 0, 0, 0, 0])
    expect(headerBytes % 8).toBe(0)
    expect(file[8]).toBe('{'.charCodeAt(0))
  })

  test('name dtype, shape and place of each tensor, from the end of the header', () => {
    expect(header).toEqual({
      __metadata__: { step: '9' },
      'dense/kernel': { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
      'dense/bias': { dtype: 'F32', shape: [1], data_offsets: [16, 20] },
    })
  })

  test('hold the numbers as IEEE 754 single, little-endian', () => {
    expect([...file.subarray(8 + headerBytes)]).toEqual([
      0x00, 0x00, 0x80, 0x3f, 0x00, 0x00, 0x00, 0xc0, 0x00, 0x00, 0x00, 0x3f, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x40,
      0x40,
    ])
  })
})
