import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import type { BrowserCommand } from 'vitest/node'

/** Where the page is, and what is in it. */
export interface BuiltPage {
  readonly url: string
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly gzipBytes: number }[]
}

const TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' }

/**
 * Builds the page beside this file from the packages' `dist`, minified as Vite does by itself, and serves it under the
 * policy that only files of the page may run.
 */
export const serveBuiltPage: BrowserCommand<[]> = async () => {
  const root = fileURLToPath(new URL('.', import.meta.url))
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: { write: false },
    // A worker that loads modules lazily cannot be one classic script.
    worker: { format: 'es' },
  })) as Rolldown.RolldownOutput
  const files = new Map(output.map((file) => [`/${file.fileName}`, contentOf(file)]))
  const server = createServer(({ url = '/' }, response) => {
    const name = url === '/' ? '/index.html' : url
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

function contentOf(file: Rolldown.OutputChunk | Rolldown.OutputAsset): Buffer {
  return Buffer.from(file.type === 'chunk' ? file.code : file.source)
}
