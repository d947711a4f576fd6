import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder: string = fileURLToPath(new URL('../../..', import.meta.url))
const SOURCES = ['src', 'index.html', 'vite.config.ts', 'tsconfig.json', 'package.json']
const BUILT = 'dist/page/index.html'

/** When a file, or the newest one of a folder, was last changed; 0 where there is none. */
function changedAtMs(path: string): number {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (entry === undefined) return 0
  if (!entry.isDirectory()) return entry.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => changedAtMs(join(path, name))))
}

/** Builds page and server before the tests, unless what is built is newer than all sources. */
export function setup(): void {
  const newest = Math.max(...SOURCES.map((path) => changedAtMs(join(folder, path))))
  if (changedAtMs(join(folder, BUILT)) > newest) return
  // Vitest's own says test, for which React would come with its checks for developers.
  const env = { ...process.env, NODE_ENV: 'production' }
  const { status } = spawnSync('npm', ['run', '-s', 'build'], { cwd: folder, env, shell: true, stdio: 'inherit' })
  if (status !== 0) throw new Error('The demo could not be built, so that its page cannot be tested.')
}
