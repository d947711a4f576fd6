// Trains the article's network for many steps and shows that memory does not grow: node scripts/soak.mjs [steps]
import { batchNormalization, dense, openDevice, sequential, tensor } from '@evenkeel/core'
import { native } from '@evenkeel/backend-native'

const steps = Number(process.argv[2] ?? 100_000)
const reports = 10
const device = await openDevice(native)
const model = sequential([
  dense(64, { activation: 'relu', inputShape: [784] }),
  batchNormalization(),
  dense(10, { activation: 'softmax' }),
])
model.compile({ device, optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })
const samples = 12_800
const x = tensor(device, {
  data: Float32Array.from({ length: samples * 784 }, (_, i) => (i * 0.618) % 1),
  shape: [samples, 784],
})
const y = tensor(
  device,
  Int32Array.from({ length: samples }, (_, i) => i % 10),
  { dtype: 'int32' },
)

console.log('    steps   resident, MB   device buffers, MB   scratch, kB')
for (let report = 0; report <= reports; report++) {
  const { bytes, scratchBytes } = device.backend.memory()
  const resident = (process.memoryUsage.rss() / 1e6).toFixed(1)
  const row = [(report * steps) / reports, resident, (bytes / 1e6).toFixed(2), (scratchBytes / 1e3).toFixed(0)]
  console.log(row.map((value, i) => String(value).padStart([9, 14, 20, 13][i])).join(''))
  if (report < reports) await model.fit(x, y, { epochs: steps / reports / (samples / 128), batchSize: 128 })
}
device.close()
