import { describe, expect, test } from 'vitest'
import { laneAnnouncement } from '../../src/page/state/announcements.js'
import { laneName } from '../../src/page/state/lane-names.js'
import { moveLane, newLane, reduceLane } from '../../src/page/state/lane.js'
import { DEFAULT_SETTINGS } from '../../src/settings/settings.js'

const lane = newLane('cpu', DEFAULT_SETTINGS, false, false)
const error = { code: 'DEVICE_LOST', what: 'The device is lost.', remedy: 'Go on with another.' }

describe('a lane', () => {
  test('keeps the checkpoint it began with when its run fails without one', () => {
    const checkpoint = { weights: {}, optimizer: {}, step: 70, epoch: 1, stepInEpoch: 23 }
    const moved = moveLane(lane, 'webgl', checkpoint, false)
    expect(reduceLane(moved, { type: 'failed', error, checkpoint: null }).checkpoint).toBe(checkpoint)
  })

  test('that begins anew at another device forgets moves that never were', () => {
    const moved = moveLane({ ...lane, moves: [{ step: 50, from: 'native', to: 'cpu' }] }, 'webgl', null, false)
    expect(moved.moves).toEqual([{ step: 0, from: 'cpu', to: 'webgl' }])
  })

  test('on its way to another device is not paused by the pause that this takes', () => {
    expect(reduceLane({ ...lane, phase: 'moving' }, { type: 'paused', step: 3 }).phase).toBe('moving')
  })

  test('is named by its devices and its normalization', () => {
    expect(laneName(lane)).toBe('JavaScript, batch norm')
    expect(laneName(moveLane(lane, 'webgl', null, false))).toBe('JavaScript → WebGL, batch norm')
    expect(laneName(newLane('native', DEFAULT_SETTINGS, true, false))).toBe('Native, without')
  })
})

describe('a screen reader hears', () => {
  test('changes of state, with what to do after a failure', () => {
    const failed = reduceLane({ ...lane, phase: 'training' }, { type: 'failed', error, checkpoint: null })
    expect(laneAnnouncement(lane, failed)).toBe(
      'JavaScript, batch norm stopped: The device is lost. Go on with another.',
    )
  })

  test('nothing of numbers', () => {
    const progress = {
      type: 'progress',
      step: 9,
      epoch: 0,
      loss: 1,
      accuracy: 0,
      imagesPerSecond: 1,
      trainingMs: 1,
    } as const
    expect(laneAnnouncement(lane, reduceLane(lane, progress))).toBeNull()
  })
})
