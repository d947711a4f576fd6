import { describe, expect, test } from 'vitest'
import {
  activation,
  adam,
  batchNormalization,
  conv1d,
  conv2d,
  dense,
  depthwiseConv2d,
  dropout,
  flatten,
  globalAveragePooling2d,
  maxPooling2d,
  OptionError,
  randomNormal,
  separableConv2d,
  sequential,
  ShapeError,
  tensor,
  type Layer,
  type Sequential,
} from '../../../src/index.js'
import { openCpu } from '../../support/devices.js'
import { expectClose } from '../../support/expect-close.js'

async function compiled(layers: readonly Layer[]): Promise<Sequential> {
  const model = sequential(layers)
  model.compile({ device: await openCpu(), optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' })
  return model
}

const count = async (model: Sequential): Promise<number[]> =>
  Object.values(await model.getWeights()).map(({ data }) => data.length)

describe('convolution layers', () => {
  test("have the shapes and parameters of Keras' simple MNIST convnet", async () => {
    const layers = [
      conv2d(32, 3, { activation: 'relu', inputShape: [28, 28, 1] }),
      maxPooling2d(2),
      conv2d(64, [3, 3], { activation: 'relu' }),
      maxPooling2d([2, 2]),
      flatten(),
      dropout(0.5),
      dense(10, { activation: 'softmax' }),
    ]
    const model = await compiled(layers)
    const shapes: number[][] = []
    layers.reduce<readonly number[]>(
      (shape, layer) => {
        const next = layer.outputShape(shape)
        shapes.push([...next])
        return next
      },
      [28, 28, 1],
    )
    expect(shapes).toEqual([[26, 26, 32], [13, 13, 32], [11, 11, 64], [5, 5, 64], [1600], [1600], [10]])
    expect((await count(model)).reduce((sum, size) => sum + size)).toBe(34_826)
    expect(Object.keys(await model.getWeights())).toEqual([
      'conv2d/kernel',
      'conv2d/bias',
      'conv2d_1/kernel',
      'conv2d_1/bias',
      'dense/kernel',
      'dense/bias',
    ])
  })

  test('have kernels in the shapes of Keras', async () => {
    const built = (layer: Layer, inputShape: number[]): (readonly number[])[] => {
      layer.ensureBuilt(inputShape)
      return layer.parameters.map(({ shape }) => shape)
    }
    expect(built(conv2d(6, [2, 3], { groups: 2 }), [8, 8, 4])).toEqual([[2, 3, 2, 6], [6]])
    expect(built(conv1d(5, 3), [9, 4])).toEqual([[3, 4, 5], [5]])
    expect(built(depthwiseConv2d(3, { depthMultiplier: 2 }), [8, 8, 4])).toEqual([[3, 3, 4, 2], [8]])
    const separable = built(separableConv2d(7, 3, { depthMultiplier: 2 }), [8, 8, 4])
    expect(separable).toEqual([[3, 3, 4, 2], [1, 1, 8, 7], [7]])
    expect(built(conv2d(4, 1, { useBias: false, dataFormat: 'channelsFirst' }), [3, 8, 8])).toEqual([[1, 1, 3, 4]])
  })

  test('give the same for channels first as for channels last', async () => {
    const device = await openCpu()
    const data = await randomNormal(device, [2, 5, 6, 4]).read()
    const last = tensor(device, data, { shape: [2, 5, 6, 4] })
    const first = tensor(device, await turned(data), { shape: [2, 4, 5, 6] })
    const make = {
      conv2d: (o: object) => conv2d(3, [3, 2], { padding: 'same', activation: 'tanh', ...o }),
      depthwiseConv2d: (o: object) => depthwiseConv2d(2, { strides: 2, ...o }),
      separableConv2d: (o: object) => separableConv2d(3, 3, o),
    }
    for (const layer of Object.values(make)) {
      const one = await compiled([layer({ inputShape: [5, 6, 4] })])
      const other = await compiled([layer({ inputShape: [4, 5, 6], dataFormat: 'channelsFirst' })])
      await other.setWeights(await one.getWeights())
      const want = await one.predict({ data, shape: last.shape })
      const got = await other.predict({ data: await first.read(), shape: first.shape })
      const [n, height, width, channels] = want.shape
      expect(got.shape).toEqual([n, channels, height, width])
      const values = await got.read()
      const plane = height * width
      const back = Float32Array.from(values, (_, i) => {
        const [sample, place, c] = [Math.floor(i / (plane * channels)), Math.floor(i / channels) % plane, i % channels]
        return values[(sample * channels + c) * plane + place]
      })
      expectClose(back, await want.read())
    }
  })

  test('learn: stripes that run across from stripes that run down', async () => {
    const stripes = Array.from({ length: 64 }, (_, n) =>
      Array.from({ length: 36 }, (_, i) => Number(((n % 2 === 0 ? i % 6 : Math.floor(i / 6)) + (n >> 1)) % 3 === 0)),
    )
    const x = { data: Float32Array.from(stripes.flat()), shape: [64, 6, 6, 1] }
    const y = Int32Array.from({ length: 64 }, (_, n) => n % 2)
    const model = sequential([
      conv2d(8, 3, { useBias: false, inputShape: [6, 6, 1] }),
      batchNormalization(),
      activation('relu'),
      separableConv2d(8, 3, { activation: 'relu' }),
      globalAveragePooling2d(),
      dense(2, { activation: 'softmax' }),
    ])
    const device = await openCpu()
    model.compile({
      device,
      optimizer: adam({ learningRate: 0.02 }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    })
    await model.fit(x, y, { epochs: 20, batchSize: 16 })
    expect((await model.evaluate(x, y)).accuracy).toBe(1)
  })

  test('refuse samples and options that do not suit them, by name', () => {
    const build = (layer: Layer, shape: number[]) => () => sequential([layer], { inputShape: shape })
    expect(build(conv2d(3, 3, { name: 'edges' }), [8, 8])).toThrow(
      /edges: samples have shape \[8, 8\].*\[height, width, channels\]/,
    )
    expect(build(conv2d(3, 3, { dataFormat: 'channelsFirst' }), [8, 8])).toThrow(/\[channels, height, width\]/)
    expect(build(conv1d(3, 9), [8, 2])).toThrow(ShapeError)
    expect(build(conv2d(4, 3, { groups: 2 }), [8, 8, 3])).toThrow(/conv2d: 2 groups do not divide 3 channels/)
    expect(() => conv2d(0, 3)).toThrow(OptionError)
    expect(() => conv2d(3, [3, 0])).toThrow(OptionError)
    expect(() => conv2d(3, 3, { dataFormat: 'nchw' as 'channelsFirst' })).toThrow(/nchw/)
    expect(() => depthwiseConv2d(3, { depthMultiplier: 0 })).toThrow(OptionError)
  })
})

/** [2, 5, 6, 4] as [2, 4, 5, 6]. */
async function turned(data: ArrayLike<number>): Promise<Float32Array> {
  return Float32Array.from({ length: 240 }, (_, i) => {
    const [sample, channel, place] = [Math.floor(i / 120), Math.floor(i / 30) % 4, i % 30]
    return data[(sample * 30 + place) * 4 + channel]
  })
}
