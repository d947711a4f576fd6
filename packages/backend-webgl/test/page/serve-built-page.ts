import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { BrowserCommand } from 'vitest/node'
import { buildWithVite } from './build-with-vite.js'
import { buildWithWebpack } from './build-with-webpack.js'

/** Where the page is, and what is in it. */
export interface BuiltPage {
  readonly url: string
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly gzipBytes: number }[]
}

const BUNDLERS = { Vite: buildWithVite, webpack: buildWithWebpack }

export type Bundler = keyof typeof BUNDLERS

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/**
 * Builds the page beside this file from the packages' `dist` and serves it under the policy that only files of the page
 * may run.
 */
export const serveBuiltPage: BrowserCommand<[bundler: Bundler]> = async (_context, bundler) => {
  const files = await BUNDLERS[bundler]()
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? 'index.html' : url.slice(1)
    const content = files.get(name)
    response.statusCode = content === undefined ? 404 : 200
    response.setHeader('Content-Type', TYPES[name.split('.').at(-1)!] ?? 'application/octet-stream')
    response.setHeader('Content-Security-Policy', "default-src 'none'; script-src 'self'")
    response.end(content)
  })
  await new Promise<void>((resolve) => void server.listen(0, 'localhost', resolve))
  server.unref()
  const sizes = [...files].map(([name, content]) => ({
    name,
    bytes: content.byteLength,
    gzipBytes: gzipSync(content).byteLength,
  }))
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, files: sizes } satisfies BuiltPage
}
