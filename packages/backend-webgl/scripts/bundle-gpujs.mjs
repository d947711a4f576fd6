// Puts gpu.js and its licence into dist: whoever installs this package gets no dependencies of gpu.js, of which one is
// 84 MB and another compiles for minutes, and neither is ever used in a browser.
import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const vendor = fileURLToPath(new URL('../dist/vendor', import.meta.url))
const source = dirname(createRequire(import.meta.url).resolve('gpu.js/package.json'))
const { version, license } = createRequire(import.meta.url)('gpu.js/package.json')

mkdirSync(vendor, { recursive: true })
copyFileSync(join(source, 'LICENSE'), join(vendor, 'gpu.js.LICENSE'))
await build({
  entryPoints: [join(source, 'dist/gpu-browser.js')],
  outfile: join(vendor, 'gpu.js'),
  bundle: true,
  format: 'esm',
  platform: 'browser',
  minify: true,
  banner: { js: `/* gpu.js ${version}, ${license} licence, see gpu.js.LICENSE beside this file; https://gpu.rocks */` },
  logLevel: 'warning',
})
