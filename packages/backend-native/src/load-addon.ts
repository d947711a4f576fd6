import { createRequire } from 'node:module'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DeviceUnavailableError } from '@evenkeel/core/backend'
import nodeGypBuild from 'node-gyp-build'
import type { Addon } from './addon.js'

const requireModule: NodeJS.Require = createRequire(import.meta.url)
const PACKAGE = fileURLToPath(new URL('..', import.meta.url))

/**
 * The compiled addon: one built here (`build/Release`), else the binary of the package that fits this platform and C
 * library. The environment variable `EVENKEEL_NATIVE_ADDON` names another file.
 *
 * @throws DeviceUnavailableError with the platform, what was tried, and the command that helps
 */
export function loadAddon(): Addon {
  const file = process.env.EVENKEEL_NATIVE_ADDON || findAddon()
  try {
    return requireModule(file) as Addon
  } catch (cause) {
    const [reason] = (cause as Error).message.split('\n')
    throw unavailable(`${file} cannot be loaded: ${reason}.`, cause)
  }
}

function findAddon(): string {
  try {
    return nodeGypBuild.path(PACKAGE)
  } catch (cause) {
    throw unavailable(`There is no binary that fits. The package has: ${listPrebuilds()}.${compilerReport()}`, cause)
  }
}

function unavailable(reason: string, cause: unknown): DeviceUnavailableError {
  return new DeviceUnavailableError(
    {
      what: `@evenkeel/backend-native cannot run on ${platform()}. ${reason}`,
      remedy: `Compile it, which takes Python, make and a C++17 compiler (GCC or clang): npx node-gyp rebuild -C ${PACKAGE}; or use @evenkeel/backend-cpu, which runs everywhere.`,
      cause,
    },
    [reason],
  )
}

/** Platform, processor, C library and Node, which decide about a binary. */
function platform(): string {
  const { platform, arch, version, versions } = process
  return `${platform}-${arch}${platform === 'linux' ? ` (${libc()})` : ''}, Node ${version} (Node-API ${versions.napi})`
}

function libc(): string {
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined
  const glibc = report?.header?.glibcVersionRuntime
  return glibc === undefined ? 'musl' : `glibc ${glibc}`
}

function listPrebuilds(): string {
  const folder = join(PACKAGE, 'prebuilds')
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  return files.filter((file) => file.endsWith('.node')).join(', ') || 'none'
}

/** In the workspace: why compiling failed. */
function compilerReport(): string {
  const file = join(PACKAGE, 'build', 'failure.txt')
  return existsSync(file) ? ` Compiling failed: ${readFileSync(file, 'utf8').trim()}` : ''
}
