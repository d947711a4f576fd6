import { existsSync } from 'node:fs'
import { join, resolve as resolvePath } from 'node:path'
import { pathToFileURL } from 'node:url'
import { DeviceUnavailableError } from '@evenkeel/core'
import { resolve as resolvePackage } from 'import-meta-resolve'

/** The exports of a module by name. */
export type ModuleExports = Readonly<Record<string, unknown>>

const PATH = /^\.|[\\/]$|^[\\/]|^[a-z]:[\\/]|\.[cm]?[jt]s$/i

const NOT_THERE: readonly unknown[] = ['ERR_MODULE_NOT_FOUND', 'ERR_INVALID_MODULE_SPECIFIER']

/**
 * Imports a backend by the path of a file (`./my-backend.js`) or the name of a package. Packages are looked up beside
 * this one, then in the current folder, so that a command installed for the whole machine finds those of a project.
 *
 * @returns null when there is no such file or package
 * @throws DeviceUnavailableError when it is there and cannot be loaded
 */
export async function importBackend(specifier: string): Promise<ModuleExports | null> {
  try {
    const url = locate(specifier)
    return url === null ? null : ((await import(url)) as ModuleExports)
  } catch (cause) {
    // Further lines are the module loader's guesses about what was meant.
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n')
    throw new DeviceUnavailableError(
      {
        what: `The backend ${specifier} cannot be loaded: ${reason}`,
        remedy: 'Install it again, or tell its author.',
        cause,
      },
      [reason],
    )
  }
}

function locate(specifier: string): string | null {
  if (PATH.test(specifier)) {
    const file = resolvePath(specifier)
    return existsSync(file) ? pathToFileURL(file).href : null
  }
  const parents = [import.meta.url, pathToFileURL(join(process.cwd(), 'backend')).href]
  return parents.map((parent) => locatePackage(specifier, parent)).find((url) => url !== null) ?? null
}

function locatePackage(name: string, parent: string): string | null {
  try {
    return resolvePackage(name, parent)
  } catch (error) {
    if (NOT_THERE.includes((error as NodeJS.ErrnoException).code)) return null
    throw error
  }
}
