import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')

test('the first example of the README runs as it stands, and learns', () => {
  const example = /```ts\n(.*?)```/s.exec(readme)?.[1]
  const folder = new URL('../node_modules/.cache/readme/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('example.mjs', folder), example ?? '')
  const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL('example.mjs', folder))], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const accuracy = Number(/accuracy: ([\d.]+)/.exec(stdout)?.[1])
  expect(accuracy).toBeGreaterThan(0.93)
  expect(accuracy).toBeLessThan(0.99)
})
