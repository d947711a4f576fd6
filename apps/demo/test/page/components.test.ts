import { MantineProvider } from '@mantine/core'
import { createElement as h, type ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { DeviceCard } from '../../src/page/components/device-cards.js'
import { LaneFindings } from '../../src/page/components/findings.js'
import { LaneCard } from '../../src/page/components/lane-card.js'
import { Bars } from '../../src/page/components/predictions.js'
import { newLane, reduceLane } from '../../src/page/state/lane.js'
import { DEFAULT_SETTINGS } from '../../src/settings/settings.js'
import { fakeInspection } from './fake-run.js'

function html(element: ReactNode): string {
  return renderToString(h(MantineProvider, null, element)).replaceAll('<!-- -->', '')
}

const usable = { device: 'webgl', usable: true, description: 'WebGL 2', details: {} } as const

describe('a device card', () => {
  const card = { device: 'webgl', chosen: false, onChoose: () => {}, onProbe: () => {} } as const

  test('says what the device is', () => {
    expect(html(h(DeviceCard, { ...card, status: { ...usable, details: { 'largest texture': '8192' } } }))).toMatch(
      /WebGL 2.*largest texture.*8192/s,
    )
  })

  test('or why it cannot be used and what to do', () => {
    const status = { device: 'webgl', usable: false, reason: 'No WebGL 2 here.', remedy: 'Turn it on.' } as const
    const text = html(h(DeviceCard, { ...card, status }))
    expect(text).toMatch(/No WebGL 2 here\..*Turn it on\./s)
    expect(text).toMatch(/<input[^>]*disabled/)
  })
})

test('a lane that failed says what happened and offers the devices that work', () => {
  const error = { code: 'DEVICE_LOST', what: 'The context is lost.', remedy: 'Go on elsewhere.' }
  const lane = reduceLane(newLane('cpu', DEFAULT_SETTINGS, false, false), { type: 'failed', error, checkpoint: null })
  const devices = { cpu: { ...usable, device: 'cpu' }, webgl: usable, native: null } as const
  const text = html(h(LaneCard, { lane, devices, onMove: async () => {} }))
  expect(text).toMatch(/The context is lost\..*Go on elsewhere\./s)
  expect(text).toContain('Go on with WebGL (gpu.js)')
  expect(text).toContain('Try JavaScript again')
  expect(text).not.toContain('Go on with Native')
})

describe('the diagnosis', () => {
  test('says what is wrong, what it means and what to do', () => {
    const lane = newLane('cpu', DEFAULT_SETTINGS, false, false)
    expect(html(h(LaneFindings, { lane: { ...lane, inspection: fakeInspection(10, lane.settings) } }))).toMatch(
      /noisy statistics.*strays by 0\.71.*trains on noise.*Use a larger batch/s,
    )
  })

  test('says so when there is nothing', () => {
    const lane = newLane('cpu', DEFAULT_SETTINGS, true, false)
    expect(html(h(LaneFindings, { lane: { ...lane, inspection: fakeInspection(10, lane.settings) } }))).toContain(
      'Nothing found.',
    )
  })
})

test('the probabilities name the likeliest class', () => {
  const probabilities = new Float32Array(10).fill(0.02)
  probabilities[7] = 0.82
  expect(html(h(Bars, { probabilities, color: '#000000' }))).toContain('7, with 82.0 %')
})
