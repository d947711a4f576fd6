import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command in the workspace's root; its status, 0 for success. */
export function run(command, args, { quiet = false } = {}) {
  const stdout = quiet ? 2 : 'inherit'
  const shell = process.platform === 'win32'
  const { status, error } = spawnSync(command, args, { cwd: root, shell, stdio: ['ignore', stdout, 'inherit'] })
  if (error) console.error(error.message)
  return status ?? 1
}

/** Runs turbo tasks. turbo wants pnpm on PATH, which the wrapper supplies where it is not installed. */
export function turbo(tasks, options) {
  process.env.TURBO_TELEMETRY_DISABLED = '1'
  const args = ['--yes', 'pnpm@12.21.0', 'exec', 'turbo', 'run', ...tasks, '--output-logs=errors-only']
  return run('npx', args, options)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = turbo(process.argv.slice(2))
