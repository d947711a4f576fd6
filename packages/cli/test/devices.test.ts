import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { evenkeel, lastLine } from './evenkeel.js'
import { temporaryFolder } from './temporary-folder.js'
import { tinyImages } from './tiny-images.js'

const backend = (name: string): string => fileURLToPath(new URL(`backends/${name}`, import.meta.url))

describe('devices', () => {
  test('lists each known device: usable with a description, or why not and what to do', async () => {
    const run = await evenkeel(['devices', '--json'])
    const devices = lastLine(run.stdout) as Record<string, unknown>[]
    expect(devices.map(({ device }) => device)).toEqual(['native', 'webgl', 'cpu'])
    for (const { usable, ...facts } of devices) {
      const texts = usable === true ? [facts.description] : [facts.reason, facts.remedy]
      for (const text of texts) expect(text).toMatch(/\w/)
    }
  })

  test('says that the CPU backend is usable, and which device is the default', async () => {
    const { status, stdout } = await evenkeel(['devices'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/✓ cpu {2}@evenkeel\/backend-cpu\n {2}JavaScript/)
    expect(stdout).toMatch(/Without --device, '\w+' is used\.\n$/)
  })
})

describe('--device', () => {
  let folder: string
  beforeAll(async () => {
    folder = await tinyImages()
  })

  test('of an unknown name lists the devices and is wrong usage', async () => {
    const run = await evenkeel(['train', '--device', 'gpu'])
    expect(run.status).toBe(2)
    expect(run.stdout).toBe('')
    expect(run.stderr).toMatch(/^error: There is no device 'gpu'.*\nChoose .*\bcpu\b/)
    expect(run.stderr).not.toMatch(/^ +at /m)
  })

  test('takes the file of another backend, by a path from the current folder', async () => {
    const args = ['train', '--device', './renamed.js', '--data', folder, '--epochs', '1', '--json']
    const run = await evenkeel(args, { folder: backend('') })
    expect(lastLine(run.stdout)).toMatchObject({ device: 'renamed' })
  })

  test('takes a package that is installed in the current folder', async () => {
    const project = await temporaryFolder()
    const installed = join(project, 'node_modules', 'somebodys-backend')
    await mkdir(installed, { recursive: true })
    await writeFile(
      join(installed, 'package.json'),
      JSON.stringify({ type: 'module', exports: { import: './index.js' } }),
    )
    await writeFile(join(installed, 'index.js'), `export * from '${pathToFileURL(backend('renamed.js')).href}'\n`)
    const args = ['train', '--device', 'somebodys-backend', '--data', folder, '--epochs', '1', '--json']
    const run = await evenkeel(args, { folder: project })
    expect(lastLine(run.stdout)).toMatchObject({ device: 'renamed' })
  })

  test('of a module without a provider lists its exports', async () => {
    const run = await evenkeel(['train', '--device', backend('not-a-backend.js')])
    expect(run.status).toBe(2)
    expect(run.stderr).toMatch(/exports answer, open; none of it is a provider\.\nExport one value/)
  })

  test('of a module that fails to load says why', async () => {
    const broken = join(await temporaryFolder(), 'broken.js')
    await cp(backend('renamed.js'), broken)
    const run = await evenkeel(['train', '--device', broken])
    expect(run.status).toBe(1)
    expect(run.stderr).toMatch(
      /cannot be loaded: Cannot find package '@evenkeel\/backend-cpu'.*\nInstall it again.*\n$/,
    )
  })
})
