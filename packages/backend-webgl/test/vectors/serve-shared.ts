import { createReadStream, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const folder = fileURLToPath(new URL('../../../../../shared', import.meta.url))

/** Serves the folder beside the repository under /shared, which a page cannot read by itself; 404 for what is absent. */
export const serveShared: Plugin = {
  name: 'serve-shared',
  configureServer({ middlewares }) {
    middlewares.use('/shared', ({ url = '' }, response) => {
      const { pathname } = new URL(url, 'http://localhost')
      const file = `${folder}${pathname}`
      if (statSync(file, { throwIfNoEntry: false })?.isFile() === true) {
        // Without this type, files that end in .gz would arrive unpacked.
        response.setHeader('Content-Type', 'application/octet-stream')
        createReadStream(file).pipe(response)
      } else {
        response.statusCode = 404
        response.end()
      }
    })
  },
}
