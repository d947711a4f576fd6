// Trains for ever, and counts its epochs where whoever started it can look; runs the built packages, as an application does.
import { workerData } from 'node:worker_threads'
import { dense, openDevice, sequential } from '@evenkeel/core'
import { native } from '@evenkeel/backend-native'

const device = await openDevice(native)
const model = sequential([dense(256, { activation: 'relu', inputShape: [512] }), dense(10)])
model.compile({ device, optimizer: 'adam', loss: 'mse' })
const x = { data: new Float32Array(2048 * 512).fill(0.5), shape: [2048, 512] }
const y = { data: new Float32Array(2048 * 10).fill(1), shape: [2048, 10] }
for (;;) {
  await model.fit(x, y, { epochs: 1 })
  Atomics.add(workerData, 0, 1)
}
