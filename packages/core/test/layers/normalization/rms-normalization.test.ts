import { describe, expect, test } from 'vitest'
import { OptionError, rmsNormalization, ShapeError, tensor } from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { evaluated, normals, onDevice, pass, placed } from './support.js'

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('RMS normalization (%s kernels)', (_, open) => {
  test('by hand: [3, 4] has root mean square √12.5', async () => {
    const device = await open()
    const layer = placed(device, rmsNormalization({ epsilon: 1e-12 }), [2], { gamma: [1, 10] })
    const y = evaluated(
      layer,
      tensor(device, [
        [3, 4],
        [-3, 4],
      ]),
    )
    expectClose(await y.read(), [3 / Math.sqrt(12.5), 40 / Math.sqrt(12.5), -3 / Math.sqrt(12.5), 40 / Math.sqrt(12.5)])
  })

  test('does not depend on the scale of a sample (invariance to re-scaling, section 4 of the paper)', async () => {
    const device = await open()
    const x = normals([4, 6], 1)
    const layer = placed(device, rmsNormalization(), [6])
    const once = await evaluated(layer, onDevice(device, x)).read()
    const scaled = { ...x, data: x.data.map((v) => 1000 * v) }
    expectClose(await evaluated(layer, onDevice(device, scaled)).read(), once)
  })

  test('of mean 1e4 and deviation 1e-2 is accurate, and its gradient is orthogonal to the sample', async () => {
    const device = await open()
    const x = normals([3, 200], 2, 1e4, 1e-2)
    const layer = placed(device, rmsNormalization({ scale: false }), [200])
    const { y, gradients } = pass(layer, onDevice(device, x), onDevice(device, normals([3, 200], 3)))
    const dx = await gradients[0].read()
    const want = [0, 1, 2].flatMap((row) => {
      const sample = x.data.subarray(row * 200, row * 200 + 200)
      const root = Math.sqrt(sample.reduce((sum, v) => sum + v * v, 0) / 200)
      return Array.from(sample, (v) => v / root)
    })
    expectClose(await y.read(), want, { rtol: 1e-6, atol: 0 })
    for (const row of [0, 1, 2]) {
      const along = want.slice(row * 200, row * 200 + 200).reduce((sum, v, i) => sum + v * dx[row * 200 + i], 0)
      const length = Math.hypot(...dx.subarray(row * 200, row * 200 + 200))
      expect(Math.abs(along) / (length * Math.sqrt(200))).toBeLessThan(1e-6)
    }
  })

  test('normalizes several axes together, with γ in their shape', async () => {
    const device = await open()
    const layer = placed(device, rmsNormalization({ axes: 2, epsilon: 1e-12 }), [2, 2], { gamma: [1, 2, 3, 4] })
    const y = evaluated(
      layer,
      tensor(device, [
        [
          [1, 1],
          [1, 1],
        ],
        [
          [2, 0],
          [0, 0],
        ],
      ]),
    )
    expectClose(await y.read(), [1, 2, 3, 4, 2, 0, 0, 0])
  })
})

test('a sample of zeros gives zeros', async () => {
  const device = await openCpu()
  const layer = placed(device, rmsNormalization(), [3])
  expect([...(await evaluated(layer, tensor(device, [[0, 0, 0]])).read())]).toEqual([0, 0, 0])
})

test('options out of range are refused', () => {
  expect(() => rmsNormalization({ epsilon: -1 })).toThrow(OptionError)
  expect(() => rmsNormalization({ axes: 2 }).ensureBuilt([3])).toThrow(ShapeError)
})
