import { DatasetError } from '@evenkeel/core'

/** The parts of Node that read and write files. */
export interface NodeFiles {
  readonly fs: typeof import('node:fs/promises')
  readonly path: typeof import('node:path')
}

/**
 * Node's own modules without an `import`, so that bundlers for browsers find nothing to resolve.
 *
 * @param wanted What needs files, for the error text.
 * @throws DatasetError where there is no file system, as in browsers.
 */
export function nodeFiles(wanted: string): NodeFiles {
  const fs = globalThis.process?.getBuiltinModule?.('node:fs/promises')
  const path = globalThis.process?.getBuiltinModule?.('node:path')
  if (fs && path) return { fs, path }
  throw new DatasetError({
    what: `${wanted} needs a file system, which is not here.`,
    remedy: 'Run it in Node 20.16 or later; in a browser use loadIdxUrl without cacheFolder, or parseIdx.',
  })
}
