import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import webpack, { type Configuration, type Stats } from 'webpack'
import { PAGE_FOLDER, type PageFiles } from './page-files.js'

const HTML =
  '<!doctype html><html lang="en"><title>Training in a built page</title><script defer src="main.js"></script></html>'

/** Builds the page as webpack does by itself for production, minifier included. */
export async function buildWithWebpack(): Promise<PageFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-webpack-'))
  try {
    await compile({
      mode: 'production',
      context: PAGE_FOLDER,
      entry: './main.ts',
      output: { path: folder },
      // Sources name each other by what they compile to.
      resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
      module: { rules: [{ test: /\.ts$/, loader: 'esbuild-loader', options: { target: 'es2022' } }] },
      performance: false,
    })
    const names = await readdir(folder)
    const files = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const))
    return new Map([['index.html', Buffer.from(HTML)], ...files])
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function compile(configuration: Configuration): Promise<void> {
  const stats = await new Promise<Stats>((resolve, reject) => {
    webpack(configuration, (error, result) => (result === undefined ? reject(error as Error) : resolve(result)))
  })
  if (stats.hasErrors()) throw new Error(stats.toString('errors-only'))
}
