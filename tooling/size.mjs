// What a page pays for: the article's network with the JavaScript backend, bundled, minified and gzipped.
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

async function bundle(contents) {
  const resolveDir = fileURLToPath(new URL('../packages/cli', import.meta.url))
  const { outputFiles, metafile } = await build({
    stdin: { contents, resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    metafile: true,
    write: false,
  })
  return { bytes: outputFiles[0].contents, inputs: Object.values(metafile.outputs)[0].inputs }
}

process.exitCode = turbo(['build', '--filter=@evenkeel/backend-cpu'])
const { bytes, inputs } = await bundle(page)
const kilobytes = (size) => `${(size / 1000).toFixed(1)} kB`
console.log(
  `core and backend-cpu for the article's network: ${kilobytes(bytes.length)} minified, ${kilobytes(gzipSync(bytes, { level: 9 }).length)} gzipped`,
)
if (process.argv.includes('--details')) {
  const folders = new Map()
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const folder = path
      .replace(/^.*packages\//, '')
      .replace('dist/', '')
      .split('/')
      .slice(0, 2)
      .join('/')
    folders.set(folder, (folders.get(folder) ?? 0) + bytesInOutput)
  }
  for (const [folder, size] of [...folders].sort((a, b) => b[1] - a[1]))
    console.log(`${kilobytes(size).padStart(9)}  ${folder}`)
}
