import { existsSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { PEERS_FOLDER } from '../peers/folder.js'

/** A page's files: by path, '/page.js' and what it loads. */
export type PageFiles = ReadonlyMap<string, Uint8Array>

/**
 * The module that the contenders' page runs, with all that it imports, minified as pages are; and each of the peers that
 * is installed as a module of its own, '/peers/NAME.js'.
 *
 * @param conditions of `exports`, beside those of browsers; default: none
 */
export async function bundlePage(peers: readonly string[], conditions: readonly string[] = []): Promise<PageFiles> {
  const packages = join(PEERS_FOLDER, 'node_modules')
  const installed = peers.filter((name) => existsSync(join(packages, name)))
  const { outputFiles } = await build({
    entryPoints: [
      // Compiled, or as it was written: whichever this file is.
      { in: fileURLToPath(new URL(`./page${extname(import.meta.url)}`, import.meta.url)), out: 'page' },
      ...installed.map((name) => ({ in: name, out: `peers/${name}` })),
    ],
    nodePaths: [packages],
    conditions: [...conditions, 'module', 'browser', 'production'],
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: '/',
    write: false,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  return new Map(
    outputFiles.map(({ path, contents }) => [path.replaceAll('\\', '/').replace(/^[a-z]:/i, ''), contents]),
  )
}
