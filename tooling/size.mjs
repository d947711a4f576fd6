// What a page pays for: the article's network with the JavaScript backend, bundled, minified and gzipped.
import { relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { turbo } from './turbo.mjs'

const page = `
  import { batchNormalization, dense, openDevice, sequential } from '@evenkeel/core'
  import { cpu } from '@evenkeel/backend-cpu'
  const device = await openDevice(cpu)
  const model = sequential([
    dense(64, { activation: 'relu', inputShape: [784] }),
    batchNormalization(),
    dense(10, { activation: 'softmax' }),
  ])
  model.compile({ device, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] })
  window.train = (x, y) => model.fit(x, y, { epochs: 10, batchSize: 128 })
`

/** Bundles a module into an entry with the chunks it needs at once, and those that are loaded only when called for. */
async function bundle(contents) {
  const resolveDir = fileURLToPath(new URL('../packages/cli', import.meta.url))
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: 'bundle',
    metafile: true,
    write: false,
  })
  const text = new Map(outputFiles.map(({ path, contents: bytes }) => [relative(process.cwd(), path), bytes]))
  const entry = Object.keys(metafile.outputs).find((path) => metafile.outputs[path].entryPoint === '<stdin>')
  const first = new Set()
  const visit = (path) => {
    if (first.has(path)) return
    first.add(path)
    for (const { path: next, kind } of metafile.outputs[path].imports) if (kind === 'import-statement') visit(next)
  }
  visit(entry)
  const paths = Object.keys(metafile.outputs)
  return {
    first: paths.filter((path) => first.has(path)).map((path) => ({ ...metafile.outputs[path], text: text.get(path) })),
    later: paths
      .filter((path) => !first.has(path))
      .map((path) => ({ ...metafile.outputs[path], text: text.get(path) })),
  }
}

const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`
const total = (chunks, size) => chunks.reduce((sum, { text }) => sum + size(text), 0)
const summary = (chunks) =>
  `${kilobytes(total(chunks, (text) => text.length))} minified, ${kilobytes(total(chunks, (text) => gzipSync(text, { level: 9 }).length))} gzipped`

process.exitCode = turbo(['build', '--filter=@evenkeel/backend-cpu'])
const { first, later } = await bundle(page)
console.log(`core and backend-cpu for the article's network: ${summary(first)}`)
console.log(`loaded only for kernels that a backend lacks:   ${summary(later)}`)
if (process.argv.includes('--details')) {
  const folders = new Map()
  for (const { inputs } of first) {
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = path
        .replace(/^.*packages\//, '')
        .replace('dist/', '')
        .split('/')
        .slice(0, 2)
        .join('/')
      folders.set(folder, (folders.get(folder) ?? 0) + bytesInOutput)
    }
  }
  for (const [folder, size] of [...folders].sort((a, b) => b[1] - a[1]))
    console.log(`${kilobytes(size).padStart(9)}  ${folder}`)
}
