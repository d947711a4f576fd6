import { existsSync } from 'node:fs'
import { readFile, truncate } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { defaultCacheFolder } from '../src/data/cache-folder.js'
import { evenkeel, lastLine } from './evenkeel.js'
import { temporaryFolder } from './temporary-folder.js'
import { tinyImages } from './tiny-images.js'

const MNIST = fileURLToPath(new URL('../../../../shared/data/mnist', import.meta.url))

describe('--data', () => {
  test('of a folder that is not there names it and the choices', async () => {
    const run = await evenkeel(['train', '--data', 'no/such/folder'])
    expect(run.status).toBe(2)
    expect(run.stderr).toMatch(/^error: --data no\/such\/folder: .*\nChoose digits, mnist or fashion-mnist, or .*\n$/)
  })

  test('of a folder with a truncated file names the file and the bytes', async () => {
    const folder = await tinyImages()
    await truncate(join(folder, 'train-images-idx3-ubyte'), 100)
    const run = await evenkeel(['train', '--data', folder])
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(/^error: .*train-images-idx3-ubyte.*\b100\b.*\n.+\n$/)
    expect(run.stdout).toBe('')
  })

  test('of a folder without labels says which file is missing', async () => {
    const run = await evenkeel(['train', '--data', await temporaryFolder()])
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(/^error: .*a file is missing; tried train-images-idx3-ubyte.*\n.+\n$/)
  })

  test('of a folder scales the brightest training pixel to 1', async () => {
    const args = ['--epochs', '2', '--json']
    const scaled = await evenkeel(['train', '--data', await tinyImages({ brightest: 16 }), ...args])
    const explicit = await tinyImages({ brightest: 16 })
    const same = await evenkeel(['train', '--data', explicit, '--scale', '0.0625', ...args])
    const loss = (stdout: string): unknown => (lastLine(stdout) as { trainLoss: number }).trainLoss
    expect(loss(scaled.stdout)).toBe(loss(same.stdout))
    const other = await evenkeel(['train', '--data', explicit, '--scale', '0.01', ...args])
    expect(loss(other.stdout)).not.toBe(loss(same.stdout))
  })

  test('mnist tells when the mirror cannot be reached', async () => {
    const cache = await temporaryFolder()
    const run = await evenkeel(['train', '--data', 'mnist', '--mirror', 'http://127.0.0.1:9/', '--cache', cache])
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(/^error: http:\/\/127\.0\.0\.1:9\/train-images-idx3-ubyte\.gz: .*\n.+\n$/)
  })

  test.runIf(existsSync(MNIST))('mnist is downloaded once and then taken from --cache', async () => {
    const server = createServer(async ({ url = '' }, response) => {
      response.end(await readFile(join(MNIST, basename(url))))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const mirror = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    const cache = await temporaryFolder()
    const args = ['train', '--data', 'mnist', '--mirror', mirror, '--cache', cache, '--epochs', '1', '--json']
    const first = await evenkeel(args)
    server.close()
    const second = await evenkeel(args)
    expect(first.stderr.match(/^downloading http/gm)).toHaveLength(4)
    expect(second.stderr).not.toContain('downloading')
    expect(lastLine(first.stdout)).toMatchObject({ data: 'mnist' })
    const { testAccuracy } = lastLine(second.stdout) as { testAccuracy: number }
    expect(testAccuracy).toBeGreaterThan(0.9)
  })
})

describe('the folder of downloads', () => {
  test('is below %LOCALAPPDATA% on Windows and XDG_CACHE_HOME where that is set', () => {
    expect(defaultCacheFolder({ LOCALAPPDATA: 'local' })).toBe(join('local', 'evenkeel'))
    expect(defaultCacheFolder({ XDG_CACHE_HOME: 'xdg' })).toBe(join('xdg', 'evenkeel'))
  })

  test('is ~/.cache/evenkeel otherwise', () => {
    expect(defaultCacheFolder({})).toMatch(/[\\/]\.cache[\\/]evenkeel$/)
  })
})
