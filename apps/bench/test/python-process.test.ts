import { DeviceLostError } from '@evenkeel/core'
import { afterEach, expect, test } from 'vitest'
import { PythonProcess } from '../src/contenders/torch/python-process.js'

let started: PythonProcess | null = null
afterEach(() => started?.stop())

/** Node in the place of Python: what matters is what is said through the pipes. */
function start(script: string): PythonProcess {
  started = new PythonProcess(process.execPath, ['-e', script], process.env)
  return started
}

test('gives the first message, and sends back what a script that echoes is told', async () => {
  const child = start(`process.stdout.write('{"message":"ready","arrays":[]}\\n'); process.stdin.pipe(process.stdout)`)
  expect(await child.ask(null)).toBe('ready')
  expect(await child.ask({ x: Float32Array.of(1, 2) })).toEqual({ x: Float32Array.of(1, 2) })
})

test('a script that ends says why with the last line of its errors', async () => {
  const child = start(`console.error('Traceback\\nModuleNotFoundError: No module named torch'); process.exit(1)`)
  await expect(child.ask(null)).rejects.toThrow(/No module named torch/)
  await expect(child.ask({})).rejects.toThrow(DeviceLostError)
})

test('a program that is not there is an error, not a crash', async () => {
  started = new PythonProcess('no-such-python', [], {})
  await expect(started.ask(null)).rejects.toThrow(DeviceLostError)
})
