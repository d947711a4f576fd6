import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const main = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** Starts what was built; resolves with its output when it has ended. */
function run(
  args: readonly string[],
  onOutput: (text: string, end: () => void) => void,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, NODE_OPTIONS: '' } })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      text += part
      onOutput(text, () => child.kill('SIGTERM'))
    })
  }
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, text })))
}

test('the built server says where it is, answers there, and ends in peace', async () => {
  let answer: Promise<Response> | null = null
  const { code, text } = await run(['--no-open', '--port', '0'], (text, end) => {
    const address = /http:\/\/localhost:(\d+)/.exec(text)
    if (address === null || answer !== null) return
    answer = fetch(`http://127.0.0.1:${address[1]}/devices`)
    void answer.finally(end)
  })
  expect(text).toMatch(/^evenkeel demo: http:\/\/localhost:\d+\n$/)
  expect(await (await (answer as Promise<Response> | null))?.json()).toMatchObject({ device: 'native' })
  expect(code).toBe(0)
})

test('a port that is none is refused', async () => {
  const { code, text } = await run(['--no-open', '--port', '70000'], () => {})
  expect(code).toBe(1)
  expect(text).toContain('0 to 65535')
})
