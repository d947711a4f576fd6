// The command `evenkeel` inside the workspace: builds it when that was not done yet, then hands over.
import { existsSync } from 'node:fs'
import { run, turbo } from './turbo.mjs'

const main = new URL('../packages/cli/dist/main.js', import.meta.url)

function build() {
  const install = ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile']
  return run('npx', install, { quiet: true }) || turbo(['build', '--filter=@evenkeel/cli'], { quiet: true })
}

const status = existsSync(main) ? 0 : build()
if (status === 0) await import(main)
else process.exitCode = status
