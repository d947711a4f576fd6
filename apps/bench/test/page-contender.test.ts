import { DeviceUnavailableError } from '@evenkeel/core'
import { expect, test } from 'vitest'
import { PageContender, type SharedPage } from '../src/browser/page-contender.js'
import { evenkeelWebgl } from '../src/browser/evenkeel-webgl.js'
import type { Message, Reply } from '../src/process/commands.js'

/** A page that answers from a list and notes what it was asked. */
class FakePage implements SharedPage {
  alive = true
  readonly asked: [string, Message][] = []
  readonly #replies: Reply[]

  constructor(...replies: Reply[]) {
    this.#replies = replies
  }

  async ask(contender: string, message: Message): Promise<Reply> {
    this.asked.push([contender, message])
    return this.#replies.shift() as Reply
  }

  takeOutputs(): { y: Float32Array } {
    return { y: Float32Array.of(1, 2) }
  }
}

const opened: Reply = { ok: true, value: { description: 'WebGL 2 (abacus)' } }

test('asks the page under its own name, and takes outputs from where the page has put them', async () => {
  const page = new FakePage(opened, { ok: true, value: null }, { ok: true, value: 12.5 }, { ok: true, value: null })
  const contender = await PageContender.start(evenkeelWebgl, page)
  expect(contender.description).toBe('WebGL 2 (abacus)')
  expect(await contender.prepare('matrix-products')).toEqual({ y: Float32Array.of(1, 2) })
  expect(await contender.run('a product', 3)).toBe(12.5)
  await contender.release()
  expect(page.asked).toEqual([
    ['evenkeel-webgl', { command: 'open', arguments: { contender: 'evenkeel-webgl' } }],
    ['evenkeel-webgl', { command: 'prepare', arguments: { workload: 'matrix-products' } }],
    ['evenkeel-webgl', { command: 'run', arguments: { measure: 'a product', repetitions: 3 } }],
    ['evenkeel-webgl', { command: 'release', arguments: {} }],
  ])
})

test('what the page refuses is an error here, with the same words', async () => {
  const page = new FakePage({ ok: false, what: 'There is no WebGL 2.', remedy: 'Use another browser.' })
  const start = PageContender.start(evenkeelWebgl, page)
  await expect(start).rejects.toThrow(DeviceUnavailableError)
  await expect(start).rejects.toThrow(/no WebGL 2.*another browser/s)
})

test('is alive as long as the page is', async () => {
  const page = new FakePage(opened)
  const contender = await PageContender.start(evenkeelWebgl, page)
  expect(contender.alive).toBe(true)
  page.alive = false
  expect(contender.alive).toBe(false)
})
