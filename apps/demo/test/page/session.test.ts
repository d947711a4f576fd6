import { describe, expect, test } from 'vitest'
import { appPhase, initialState, waitsForStart, type AppState } from '../../src/page/state/app-state.js'
import type { Lane } from '../../src/page/state/lane.js'
import { Session } from '../../src/page/state/session.js'
import { createStore, type Store } from '../../src/page/state/store.js'
import { DEFAULT_SETTINGS, type DemoSettings } from '../../src/settings/settings.js'
import { fakePlace, type FakePlace } from './fake-place.js'

interface Stage {
  readonly session: Session
  readonly store: Store<AppState>
  readonly places: { cpu: FakePlace; webgl: FakePlace; native: FakePlace }
  lane(id: string): Lane
}

const SERVER = 'Native needs the local server.'

function stage(part: Partial<DemoSettings> = {}): Stage {
  const store = createStore(initialState({ ...DEFAULT_SETTINGS, ...part }, []), (callback) => callback())
  const absent = { device: 'native', usable: false, reason: SERVER, remedy: 'Run npm run demo.' } as const
  const places = { cpu: fakePlace('cpu'), webgl: fakePlace('webgl'), native: fakePlace('native', { status: absent }) }
  const session = new Session(store, places)
  return { session, store, places, lane: (id) => store.get().lanes.find((lane) => lane.id === id)! }
}

function tick({ places }: Stage, times: number): void {
  for (let time = 0; time < times; time++) for (const place of Object.values(places)) place.tick()
}

describe('a start', () => {
  test('makes a lane for each device, with and without normalization, of equal settings otherwise', () => {
    const page = stage({ devices: ['cpu', 'webgl'], compareWithout: true })
    page.session.start()
    expect(page.store.get().lanes.map(({ id }) => id)).toEqual(['cpu', 'cpu-without', 'webgl', 'webgl-without'])
    expect(page.lane('webgl-without').settings).toEqual({ ...page.lane('webgl').settings, normalization: 'none' })
  })

  test('makes no second lane where there is no normalization to leave out', () => {
    const page = stage({ normalization: 'none', compareWithout: true })
    page.session.start()
    expect(page.store.get().lanes).toHaveLength(1)
  })

  test('on a device that cannot be used says why, and trains the others', async () => {
    const page = stage({ devices: ['cpu', 'native'] })
    await page.session.probe()
    page.session.start()
    tick(page, 2)
    expect(page.lane('native')).toMatchObject({ phase: 'failed', error: { what: SERVER } })
    expect(page.lane('cpu')).toMatchObject({ phase: 'training', step: 10 })
  })

  test('a place that throws is a lane that failed, not an exception', () => {
    const page = stage()
    page.places.cpu.connect = () => {
      throw new Error('no threads left')
    }
    page.session.start()
    expect(page.lane('cpu')).toMatchObject({ phase: 'failed', error: { what: 'no threads left' } })
  })
})

describe('pause, resume, step', () => {
  test('a step from the beginning makes one step and waits', () => {
    const page = stage()
    page.session.step()
    tick(page, 3)
    expect(page.lane('cpu')).toMatchObject({ phase: 'paused', step: 1 })
    page.session.step()
    expect(page.lane('cpu').step).toBe(2)
    page.session.resume()
    tick(page, 1)
    expect(page.lane('cpu')).toMatchObject({ phase: 'training', step: 12 })
  })

  test('the page is idle, running, paused and over', () => {
    const page = stage({ epochs: 1 })
    const phases = [appPhase(page.store.get().lanes)]
    const look = (): number => phases.push(appPhase(page.store.get().lanes))
    page.session.start()
    tick(page, 2)
    look()
    page.session.pause()
    look()
    page.session.resume()
    tick(page, 5)
    look()
    expect(phases).toEqual(['idle', 'running', 'paused', 'over'])
  })

  test('nothing is heard of a run after a reset', () => {
    const page = stage()
    page.session.start()
    tick(page, 2)
    page.session.reset()
    tick(page, 2)
    expect(page.store.get().lanes).toEqual([])
  })
})

describe('a change of device', () => {
  test('goes on from the step at which it was asked for, and the curve with it', async () => {
    const page = stage()
    page.session.start()
    tick(page, 4)
    await page.session.moveLane('cpu', 'webgl')
    expect(page.lane('cpu').moves).toEqual([{ step: 30, from: 'cpu', to: 'webgl' }])
    tick(page, 2)
    expect(page.lane('cpu')).toMatchObject({ device: 'webgl', phase: 'training', step: 40 })
    const steps = page.session.seriesOf('cpu').training.pairs('loss')
    expect(steps.map(([step]) => step)).toEqual([10, 20, 30, 40])
    expect(page.places.webgl.heard[0]).toMatchObject({ type: 'start', checkpoint: { step: 30 } })
  })

  test('of a paused lane leaves it paused', async () => {
    const page = stage()
    page.session.start()
    tick(page, 2)
    page.session.pause()
    await page.session.moveLane('cpu', 'webgl')
    tick(page, 3)
    expect(page.lane('cpu')).toMatchObject({ phase: 'paused', step: 10 })
  })

  test('after the device was lost goes on from the last checkpoint', async () => {
    const page = stage()
    page.session.start()
    tick(page, 3)
    page.places.cpu.lose()
    expect(page.lane('cpu')).toMatchObject({
      phase: 'failed',
      error: { code: 'DEVICE_LOST' },
      checkpoint: { step: 20 },
    })
    await page.session.moveLane('cpu', 'webgl')
    tick(page, 2)
    expect(page.lane('cpu')).toMatchObject({ phase: 'training', step: 30, error: null })
  })

  test('after a reset that came in between does nothing', async () => {
    const page = stage()
    page.session.start()
    tick(page, 2)
    const moved = page.session.moveLane('cpu', 'webgl')
    page.session.reset()
    await moved
    expect(page.store.get().lanes).toEqual([])
    expect(page.places.webgl.heard).toEqual([])
  })
})

describe('questions', () => {
  test('wait until the run is ready', async () => {
    const page = stage()
    page.session.start()
    const answer = page.session.ask('cpu', { type: 'predict', image: new Float32Array(784), mode: 'eval' } as const)
    tick(page, 1)
    expect(await answer).toMatchObject({ type: 'prediction', problem: null })
  })

  test('to a run that ends, or to none, are answered by nothing', async () => {
    const page = stage()
    page.session.start()
    const open = page.session.ask('cpu', { type: 'profile' } as const)
    page.places.cpu.lose()
    expect(await open).toBeNull()
    expect(await page.session.ask('cpu', { type: 'profile' } as const)).toBeNull()
    expect(await page.session.ask('nobody', { type: 'profile' } as const)).toBeNull()
  })
})

describe('settings', () => {
  test('the learning rate acts at once, all else waits for the next start', () => {
    const page = stage()
    page.session.start()
    tick(page, 1)
    page.session.setLearningRate(0.5)
    expect(page.places.cpu.heard).toContainEqual({ type: 'setLearningRate', learningRate: 0.5 })
    expect(waitsForStart(page.store.get())).toBe(false)
    page.store.set((state) => ({ ...state, settings: { ...state.settings, batchSize: 2 } }))
    expect(waitsForStart(page.store.get())).toBe(true)
  })
})

test('a store tells once a frame, however many changes come', () => {
  let frame = (): void => {}
  const store = createStore(0, (callback) => (frame = callback))
  const seen: number[] = []
  store.subscribe(() => seen.push(store.get()))
  for (let change = 0; change < 5; change++) store.setSoon((value) => value + 1)
  expect([store.get(), store.latest()]).toEqual([0, 5])
  frame()
  expect(seen).toEqual([5])
})
