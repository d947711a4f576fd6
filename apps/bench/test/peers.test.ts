import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CONTENDERS } from '../src/contenders/index.js'
import { PEERS_FOLDER } from '../src/peers/folder.js'
import { installPeers, isInstalled } from '../src/peers/install.js'

async function writeManifest(folder: string, manifest: object): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
}

describe('a folder of peers', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'evenkeel-peers-'))
    await writeManifest(folder, { dependencies: { left: '1.2.3' } })
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('is installed when each package is there in the version asked for', async () => {
    expect(await isInstalled(folder)).toBe(false)
    await writeManifest(join(folder, 'node_modules', 'left'), { version: '1.2.2' })
    expect(await isInstalled(folder)).toBe(false)
    await writeManifest(join(folder, 'node_modules', 'left'), { version: '1.2.3' })
    expect(await isInstalled(folder)).toBe(true)
    expect(await installPeers(folder, () => expect.unreachable('nothing to install'))).toBeNull()
  })

  test('that cannot be installed says why', async () => {
    expect(await installPeers(folder, () => {})).toMatch(/npm/)
  })
})

describe('the peers of this benchmark', () => {
  test('have a lock file that names no registry', async () => {
    const lock = await readFile(join(PEERS_FOLDER, 'package-lock.json'), 'utf8')
    expect(lock).not.toContain('"resolved"')
  })

  test('are all in the manifest', async () => {
    const { dependencies } = JSON.parse(await readFile(join(PEERS_FOLDER, 'package.json'), 'utf8'))
    const needed = new Set(CONTENDERS.flatMap(({ packages }) => packages))
    expect([...needed].toSorted()).toEqual(Object.keys(dependencies).toSorted())
  })
})
