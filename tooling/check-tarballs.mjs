// Installs the packed packages into an empty project, as a user would, and runs the README's example and the command there.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { turbo } from './turbo.mjs'

const packages = fileURLToPath(new URL('../packages', import.meta.url))
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

function inFolder(cwd, command, args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (status === 0) return stdout
  throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`)
}

if (turbo(['build']) !== 0) process.exit(1)
const project = mkdtempSync(join(tmpdir(), 'evenkeel-project-'))
try {
  for (const name of readdirSync(packages)) {
    inFolder(join(packages, name), 'npx', ['--yes', 'pnpm@12.21.0', 'pack', '--pack-destination', project])
  }
  const tarballs = readdirSync(project).filter((file) => file.endsWith('.tgz'))
  for (const file of tarballs) console.log(`${file}: ${(statSync(join(project, file)).size / 1000).toFixed(0)} kB`)
  const overrides = Object.fromEntries(
    tarballs.map((file) => [`@evenkeel/${/evenkeel-(.*)-\d+\.\d+\.\d+\.tgz/.exec(file)[1]}`, `file:${file}`]),
  )
  const manifest = {
    name: 'project',
    version: '1.0.0',
    private: true,
    type: 'module',
    dependencies: overrides,
    overrides,
  }
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest))
  inFolder(project, 'npm', ['install', '--no-fund', '--no-audit'])
  writeFileSync(join(project, 'example.mjs'), /```ts\n(.*?)```/s.exec(readme)[1])
  console.log(`README example: ${inFolder(project, process.execPath, ['example.mjs']).trim()}`)
  console.log(
    `evenkeel train: ${inFolder(project, 'npx', ['evenkeel', 'train', '--epochs', '1', '--json']).trim().split('\n').at(-1)}`,
  )
} finally {
  rmSync(project, { recursive: true, force: true })
}
