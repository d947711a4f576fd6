import { beforeAll, describe, expect, test } from 'vitest'
import { ops, OptionError, randomNormal, ShapeError, tensor, valueAndGradients, type Device } from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { expectClose } from '../support/expect-close.js'

const counting = (count: number): Float32Array => Float32Array.from({ length: count }, (_, i) => i)

describe.each([
  ['fused kernels', openCpu],
  ['compositions', openComposed],
])('convolution by %s', (_, open) => {
  let device: Device
  beforeAll(async () => {
    device = await open()
  })
  const image = (data: ArrayLike<number>, height: number, width: number, channels = 1) =>
    tensor(device, Float32Array.from(data), { shape: [1, height, width, channels] })
  const normal = (shape: number[], stream: number) => randomNormal(device, shape, { seed: 3, stream })
  const numbers = async (x: { read(): Promise<ArrayLike<number>> }): Promise<number[]> => Array.from(await x.read())

  test('sums the neighbourhood of each pixel, with and without padding (the example of ONNX)', async () => {
    const x = image(counting(25), 5, 5)
    const ones = ops.linear(normal([3, 3, 1, 1], 0), 0, 1)
    expect(await numbers(ops.conv2d(x, ones, null))).toEqual([54, 63, 72, 99, 108, 117, 144, 153, 162])
    const same = [
      12, 21, 27, 33, 24, 33, 54, 63, 72, 51, 63, 99, 108, 117, 81, 93, 144, 153, 162, 111, 72, 111, 117, 123, 84,
    ]
    expect(await numbers(ops.conv2d(x, ones, null, { padding: 'same' }))).toEqual(same)
    expect(await numbers(ops.conv2d(x, ones, null, { padding: 1 }))).toEqual(same)
    expect(await numbers(ops.conv2d(x, ones, null, { padding: 1, strides: 2 }))).toEqual([
      12, 27, 24, 63, 108, 81, 72, 117, 84,
    ])
  })

  test('is a correlation: the kernel is not flipped', async () => {
    const x = tensor(device, [[[1], [2], [3], [4]]])
    expect(await numbers(ops.conv1d(x, tensor(device, [[[10]], [[1]]]), null))).toEqual([12, 23, 34])
  })

  test("'same' puts the odd position at the end, 'causal' puts all at the start", async () => {
    const x = tensor(device, [[[1], [2], [3], [4]]])
    const pair = tensor(device, [[[10]], [[1]]])
    expect(await numbers(ops.conv1d(x, pair, null, { padding: 'same' }))).toEqual([12, 23, 34, 40])
    expect(await numbers(ops.conv1d(x, pair, null, { padding: 'causal' }))).toEqual([1, 12, 23, 34])
    expect(await numbers(ops.conv1d(x, pair, null, { padding: 'causal', dilations: 2 }))).toEqual([1, 2, 13, 24])
    expect(await numbers(ops.conv1d(x, pair, null, { padding: [0, 2], strides: 3 }))).toEqual([12, 40])
  })

  test('adds the bias of each filter and applies the activation to the sum', async () => {
    const x = image([1, -2], 1, 2)
    const weight = tensor(device, [[[[1, 2]]]])
    const bias = tensor(device, [0.5, -1])
    expect(await numbers(ops.conv2d(x, weight, bias))).toEqual([1.5, 1, -1.5, -5])
    expect(await numbers(ops.conv2d(x, weight, bias, { activation: 'relu' }))).toEqual([1.5, 1, 0, 0])
    const leaky = ops.conv2d(x, weight, bias, { activation: 'leakyRelu', alpha: 0.5 })
    expect(await numbers(leaky)).toEqual([1.5, 1, -0.75, -2.5])
  })

  test('a pointwise convolution is a dense layer at each pixel', async () => {
    const x = normal([2, 3, 4, 5], 1)
    const weight = normal([5, 6], 2)
    const y = ops.conv2d(x, ops.reshape(weight, [1, 1, 5, 6]), null)
    expectClose(await y.read(), await ops.matmul(x, weight).read())
  })

  test('a kernel as large as the image is a dense layer', async () => {
    const x = normal([2, 3, 4, 5], 1)
    const weight = normal([60, 6], 2)
    const y = ops.conv2d(x, ops.reshape(weight, [3, 4, 5, 6]), null)
    expect(y.shape).toEqual([2, 1, 1, 6])
    expectClose(await y.read(), await ops.matmul(ops.reshape(x, [2, 60]), weight).read())
  })

  test('groups are convolutions side by side', async () => {
    const x = normal([2, 4, 5, 6], 1)
    const weight = normal([3, 2, 3, 4], 2)
    const options = { strides: [1, 2], padding: 'same' } as const
    const halves = [0, 1].map((half) =>
      ops.conv2d(
        ops.slice(x, [0, 0, 0, 3 * half], [2, 4, 5, 3]),
        ops.slice(weight, [0, 0, 0, 2 * half], [3, 2, 3, 2]),
        null,
        options,
      ),
    )
    const y = ops.conv2d(x, weight, null, { ...options, groups: 2 })
    expectClose(await y.read(), await ops.concat(halves, 3).read())
  })

  test('a depthwise convolution gives each channel filters of its own, side by side', async () => {
    const x = normal([1, 4, 4, 3], 1)
    const weight = normal([2, 2, 3, 2], 2)
    const channels = [0, 1, 2].map((c) =>
      ops.conv2d(ops.slice(x, [0, 0, 0, c], [1, 4, 4, 1]), ops.slice(weight, [0, 0, c, 0], [2, 2, 1, 2]), null),
    )
    const y = ops.depthwiseConv2d(x, weight, null)
    expect(y.shape).toEqual([1, 3, 3, 6])
    expectClose(await y.read(), await ops.concat(channels, 3).read())
  })

  test('gradients are adjoint: ⟨conv(x, w), dy⟩ = ⟨x, dx⟩ = ⟨w, dw⟩, and the bias sums dy', async () => {
    const options = {
      strides: [2, 1],
      dilations: [1, 2],
      padding: [
        [2, 1],
        [0, 3],
      ],
      groups: 2,
    } as const
    const x = normal([2, 6, 5, 4], 1)
    const weight = normal([3, 2, 2, 6], 2)
    const bias = normal([6], 3)
    const dy = normal(ops.conv2d(x, weight, null, options).shape as number[], 4)
    const { value, gradients } = valueAndGradients([x, weight, bias], () => ops.conv2d(x, weight, bias, options), {
      seed: dy,
    })
    const dot = async (a: typeof x, b: typeof x): Promise<number> => ops.sum(ops.mul(a, b)).item()
    const total = await dot(ops.sub(value, bias), dy)
    expect(await dot(x, gradients[0])).toBeCloseTo(total, 3)
    expect(await dot(weight, gradients[1])).toBeCloseTo(total, 3)
    expectClose(await gradients[2].read(), await ops.sum(dy, { axis: [0, 1, 2] }).read(), { atol: 1e-5 })
  })

  test('an empty batch gives an empty result and a weight gradient of zeros', async () => {
    const x = tensor(device, [], { shape: [0, 4, 4, 2] })
    const weight = normal([3, 3, 2, 3], 1)
    const { value, gradients } = valueAndGradients([weight], () => ops.sum(ops.conv2d(x, weight, null)))
    expect(await value.item()).toBe(0)
    expect(await numbers(gradients[0])).toEqual(new Array(54).fill(0))
  })

  test('refuses what does not fit, with the shapes', () => {
    const x = normal([1, 4, 5, 6], 1)
    const weight = normal([3, 3, 6, 4], 2)
    const failing = (run: () => unknown, kind: typeof ShapeError | typeof OptionError, text: RegExp): void => {
      expect(run).toThrow(kind)
      expect(run).toThrow(text)
    }
    failing(() => ops.conv2d(normal([4, 5, 6], 1), weight, null), ShapeError, /\[4, 5, 6\].*\[3, 3, 6, 4\]/)
    failing(() => ops.conv2d(x, normal([3, 3, 5, 4], 2), null), ShapeError, /\[1, 4, 5, 6\].*\[3, 3, 5, 4\]/)
    failing(() => ops.conv2d(x, weight, normal([3], 3)), ShapeError, /bias \[3\]/)
    failing(() => ops.conv2d(x, weight, null, { groups: 4 }), ShapeError, /4 groups.*6 channels and 4 filters/)
    failing(() => ops.conv2d(x, weight, null, { groups: 0.5 }), OptionError, /groups is 0\.5/)
    failing(() => ops.conv2d(x, weight, null, { dilations: [2, 1] }), ShapeError, /conv2d: no window of 3×3.*4×5/)
    failing(() => ops.conv2d(x, weight, null, { strides: 0 }), OptionError, /strides is 0/)
    failing(
      () =>
        ops.conv2d(x, weight, null, {
          padding: [
            [1, -1],
            [0, 0],
          ],
        }),
      OptionError,
      /padding/,
    )
    failing(() => ops.conv1d(x, normal([3, 6, 4], 2), null), ShapeError, /conv1d: input \[1, 4, 5, 6\]/)
    failing(
      () => ops.conv1d(normal([1, 4, 6], 1), normal([3, 6, 4], 2), null, { padding: [1] as never }),
      OptionError,
      /padding/,
    )
    failing(() => ops.depthwiseConv2d(x, normal([3, 3, 5, 1], 2), null), ShapeError, /depthwiseConv2d/)
  })
})
