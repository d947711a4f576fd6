import { afterEach, expect, test, vi } from 'vitest'
import { timed } from '../src/measure/timed.js'

afterEach(() => void vi.restoreAllMocks())

test('gives the time of all repetitions together', async () => {
  vi.spyOn(performance, 'now').mockReturnValueOnce(100).mockReturnValueOnce(130)
  const work = vi.fn()
  expect(await timed(work)(5)).toBe(30)
  expect(work).toHaveBeenCalledTimes(5)
})

test('what the work left to be done is waited for once, within the time', async () => {
  const log: string[] = []
  vi.spyOn(performance, 'now').mockImplementation(() => log.push('clock'))
  await timed(
    () => log.push('work'),
    async () => void log.push('settled'),
  )(2)
  expect(log).toEqual(['clock', 'work', 'work', 'settled', 'clock'])
})

test('work that ends in a promise is over when that resolves', async () => {
  const log: string[] = []
  const work = async (): Promise<void> => {
    log.push('begins')
    await new Promise((resolve) => setImmediate(resolve))
    log.push('ends')
  }
  await timed(work)(2)
  expect(log).toEqual(['begins', 'ends', 'begins', 'ends'])
})
