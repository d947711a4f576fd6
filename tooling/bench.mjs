// Builds the benchmark and runs it with the arguments given.
import { run, turbo } from './turbo.mjs'

const install = ['--yes', 'pnpm@12.21.0', 'install', '--frozen-lockfile']
process.exitCode =
  run('npx', install, { quiet: true }) ||
  turbo(['build', '--filter=@evenkeel/bench'], { quiet: true }) ||
  run(process.execPath, ['apps/bench/dist/main.js', ...process.argv.slice(2)])
