import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { beforeAll, describe, expect, test } from 'vitest'
import { colorsFor } from '../src/reporting/colors.js'
import { ProgressBar } from '../src/reporting/progress-bar.js'
import { ended, evenkeel, startEvenkeel } from './evenkeel.js'
import { tinyImages } from './tiny-images.js'

const ESCAPE = '\u001b'

describe('colors', () => {
  let train: string[]
  beforeAll(async () => {
    train = ['train', '--data', await tinyImages(), '--epochs', '1']
  })

  test('do not go into pipes', async () => {
    const run = await evenkeel(train)
    expect(run.stdout + run.stderr).not.toContain(ESCAPE)
  })

  test('are there with FORCE_COLOR', async () => {
    expect((await evenkeel(train, { environment: { FORCE_COLOR: '1' } })).stdout).toContain(ESCAPE)
  })

  test('are not there with NO_COLOR, whatever else is set', async () => {
    const run = await evenkeel(train, { environment: { NO_COLOR: '1', FORCE_COLOR: '1' } })
    expect(run.stdout + run.stderr).not.toContain(ESCAPE)
  })

  test('are those of each stream on its own', () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true as const, hasColors: () => true })
    expect(colorsFor(terminal, {}).red('x')).toBe(`${ESCAPE}[31mx${ESCAPE}[39m`)
    expect(colorsFor(terminal, { NO_COLOR: '1' }).red('x')).toBe('x')
    expect(colorsFor(terminal, { NO_COLOR: '' }).red('x')).toContain(ESCAPE)
    expect(colorsFor(new PassThrough(), {}).red('x')).toBe('x')
  })
})

describe('a progress bar', () => {
  const drawn = (stream: PassThrough): string => String(stream.read() ?? '')
  const draw = (stream: PassThrough): void => {
    const bar = new ProgressBar(stream)
    bar.start('epoch 1/2', 4)
    bar.update(2, '1,000 images/s')
    bar.stop()
  }

  test('is drawn on a terminal, and its line cleared in the end', () => {
    const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 100 })
    draw(terminal)
    const text = drawn(terminal)
    expect(text).toMatch(/epoch 1\/2 █{15}░{15} 50 % 1,000 images\/s/)
    expect(text.endsWith(`${ESCAPE}[2K`)).toBe(true)
  })

  test('is not drawn into a pipe', () => {
    const pipe = new PassThrough()
    draw(pipe)
    expect(drawn(pipe)).toBe('')
  })
})

describe('an end before the end', () => {
  const LONG = ['train', '--epochs', '10000']

  test('by a reader that goes away is quiet', async () => {
    const child = startEvenkeel(LONG)
    const end = ended(child)
    if (child.stdout === null) throw new Error('Standard output is not a pipe.')
    await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await end).toMatchObject({ status: 0, stderr: '' })
  })

  test.runIf(process.platform !== 'win32')('by Ctrl-C is that of the signal, and quiet', async () => {
    const child = startEvenkeel(LONG)
    const end = ended(child)
    if (child.stdout === null) throw new Error('Standard output is not a pipe.')
    await once(child.stdout, 'data')
    child.kill('SIGINT')
    expect(await end).toMatchObject({ signal: 'SIGINT', stderr: '' })
  })
})
