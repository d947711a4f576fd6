// For Node, which would need a tenth of a second to import two hundred modules one by one: one file for each entry, and
// chunks that they share or load later. Bundlers get the modules, of which they leave out what a page does not use.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

await build({
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
  entryPoints: ['src/index.ts', 'src/backend/index.ts'],
  outbase: 'src',
  outdir: 'dist/node',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
})
