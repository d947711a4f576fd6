import { describe, expect, test } from 'vitest'
import { groupNormalization, OptionError, ops, ShapeError, tensor } from '../../../src/index.js'
import { openComposed, openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'
import { evaluated, normalizedBy, normals, onDevice, pass, placed } from './support.js'

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('group normalization (%s kernels)', (_, open) => {
  test('by hand: pairs of channels of one sample, each by its own mean and deviation', async () => {
    const device = await open()
    const layer = placed(device, groupNormalization({ groups: 2, epsilon: 1e-12 }), [4], {
      gamma: [1, 2, 3, 4],
      beta: [0.5, 0, 0, -1],
    })
    // [1, 3] has mean 2 and deviation 1, [10, 14] mean 12 and deviation 2: x̂ = −1, 1, −1, 1
    expectClose(await evaluated(layer, tensor(device, [[1, 3, 10, 14]])).read(), [-0.5, 2, -3, 3])
  })

  const shapes: [string, number[], number, (i: number) => string][] = [
    ['channels last', [2, 3, 6], -1, (i) => `${Math.floor(i / 18)} ${Math.floor((i % 6) / 2)}`],
    ['channels first', [2, 6, 3], 1, (i) => `${Math.floor(i / 18)} ${Math.floor((Math.floor(i / 3) % 6) / 2)}`],
    [
      'channels in the middle',
      [2, 2, 6, 2],
      2,
      (i) => `${Math.floor(i / 24)} ${Math.floor((Math.floor(i / 2) % 6) / 2)}`,
    ],
  ]
  test.each(shapes)('of mean 1e4 and deviation 1e-2, %s, is accurate', async (_, shape, axis, groupOf) => {
    const device = await open()
    const x = normals(shape, 1, 1e4, 1e-2)
    const layer = placed(device, groupNormalization({ groups: 3, axis, epsilon: 1e-12 }), shape.slice(1))
    expectClose(await evaluated(layer, onDevice(device, x)).read(), normalizedBy(x.data, groupOf, 1e-12), {
      atol: 1e-4,
    })
  })

  test('both layouts give the same, transposed, and the same gradients', async () => {
    const device = await open()
    const parameters = { gamma: [1, -2, 0.5, 0], beta: [0, 1, 2, 3] }
    const last = placed(device, groupNormalization({ groups: 2 }), [5, 4], parameters)
    const first = placed(device, groupNormalization({ groups: 2, axis: 1 }), [4, 5], parameters)
    const [x, dy] = [2, 3].map((stream) => onDevice(device, normals([3, 5, 4], stream)))
    const swap = [0, 2, 1]
    const inLast = pass(last, x, dy)
    const inFirst = pass(first, ops.transpose(x, swap), ops.transpose(dy, swap))
    expectClose(await ops.transpose(inFirst.y, swap).read(), await inLast.y.read())
    expectClose(await ops.transpose(inFirst.gradients[0], swap).read(), await inLast.gradients[0].read())
    expectClose(await inFirst.gradients[1].read(), await inLast.gradients[1].read())
    expectClose(await inFirst.gradients[2].read(), await inLast.gradients[2].read())
  })

  test('one group is layer norm over all axes of a sample', async () => {
    const device = await open()
    const x = onDevice(device, normals([2, 3, 4], 4))
    const layer = placed(device, groupNormalization({ groups: 1, epsilon: 1e-3 }), [3, 4])
    const want = ops.layerNormalize(x, { axes: 2, gamma: null, beta: null, epsilon: 1e-3 })
    expectClose(await evaluated(layer, x).read(), await want.read())
  })

  test('−1 is a group for each channel: instance norm', async () => {
    const device = await open()
    const x = normals([2, 7, 3], 5)
    const layer = placed(device, groupNormalization({ groups: -1, epsilon: 1e-3 }), [7, 3])
    const instance = (i: number): string => `${Math.floor(i / 21)} ${i % 3}`
    expectClose(await evaluated(layer, onDevice(device, x)).read(), normalizedBy(x.data, instance, 1e-3))
  })

  test('a channel with γ = 0 has a finite gradient', async () => {
    const device = await open()
    const layer = placed(device, groupNormalization({ groups: 1 }), [4], { gamma: [0, 0, 0, 0] })
    const { gradients } = pass(layer, tensor(device, [[1, 2, 3, 4]]), tensor(device, [[1, 1, 1, 2]]))
    expect([...(await gradients[0].read())].map(Math.abs)).toEqual([0, 0, 0, 0])
  })
})

test('groups that do not divide the channels are refused, both named', async () => {
  const layer = groupNormalization({ groups: 4, name: 'gn' })
  expect(() => layer.ensureBuilt([8, 6])).toThrow(ShapeError)
  expect(() => layer.ensureBuilt([8, 6])).toThrow('gn: 4 groups do not divide the 6 channels')
  const x = tensor(await openCpu(), [[1, 2, 3]])
  const options = { axis: -1, gamma: null, beta: null, epsilon: 1e-3 }
  expect(() => ops.groupNormalize(x, { ...options, groups: 2 })).toThrow('2 groups do not divide the 3 channels')
})

test.each([0, -2, 1.5])('groups %d is no number of groups', (groups) => {
  expect(() => groupNormalization({ groups })).toThrow(OptionError)
})

test('epsilon must be positive, and channels do not lie on the batch axis', () => {
  expect(() => groupNormalization({ epsilon: 0 })).toThrow(OptionError)
  expect(() => groupNormalization({ axis: 0 })).toThrow(OptionError)
})
