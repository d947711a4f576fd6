import type { Backend, Buffer, HostArray, PoolOp, Window } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { loadAddon } from '../src/load-addon.js'
import { firstDifference, oneAndThreeThreads, upload, wave } from './one-and-three.js'

const IMAGES = 24
const window: Window = {
  batch: IMAGES,
  height: 37,
  width: 31,
  channels: 23,
  kernelHeight: 3,
  kernelWidth: 2,
  strideHeight: 2,
  strideWidth: 1,
  dilationHeight: 1,
  dilationWidth: 2,
  paddingTop: 1,
  paddingLeft: 1,
  outHeight: 18,
  outWidth: 30,
}
const disjoint: Window = { ...window, strideHeight: 3, strideWidth: 3, outHeight: 12, outWidth: 10 }
const IMAGE = window.height * window.width * window.channels
const outputsOf = ({ outHeight, outWidth, channels }: Window): number => outHeight * outWidth * channels

describe.each(loadAddon().instructionSets)('images that are shared, with %s', (instructionSet) => {
  const { one, results } = oneAndThreeThreads(instructionSet)

  /** The parts of the images in a batch, each as its kernel gives it for that image alone. */
  function imageByImage(length: number, run: (backend: Backend, image: number) => Buffer): HostArray {
    const parts = new Float32Array(IMAGES * length)
    for (let image = 0; image < IMAGES; image++) {
      parts.set(one().readSync!(run(one(), image)) as Float32Array, image * length)
    }
    return parts
  }

  const windows: readonly (readonly [string, Window])[] = [
    ['overlapping', window],
    ['disjoint', disjoint],
  ]

  describe.each(windows)('%s windows: an image gives the same alone and in a batch', (_, window) => {
    const single: Window = { ...window, batch: 1 }
    const length = outputsOf(window)
    const x = wave(IMAGES * IMAGE)
    const dy = wave(IMAGES * length, 2)
    const imageOf = (values: HostArray, image: number): HostArray =>
      values.slice(image * (values.length / IMAGES), (image + 1) * (values.length / IMAGES))

    test.each<PoolOp>(['max', 'sum'])('pool and unpool: %s', (op) => {
      const forward = (backend: Backend, input: HostArray, w: Window): [out: Buffer, where: Buffer | null] => {
        const out = backend.allocate(w.batch * length, 'float32')
        const where = op === 'max' ? backend.allocate(w.batch * length, 'int32') : null
        backend.kernels.pool({ x: upload(backend, input), out, where, window: w, op })
        return [out, where]
      }
      const backward = (backend: Backend, input: HostArray, gradient: HostArray, w: Window): Buffer => {
        const dx = backend.allocate(w.batch * IMAGE, 'float32')
        const [, where] = forward(backend, input, w)
        backend.kernels.unpool({ dy: upload(backend, gradient), where, dx, window: w, op })
        return dx
      }
      const [out, dx] = results((backend) => [forward(backend, x, window)[0], backward(backend, x, dy, window)])
      const outs = imageByImage(length, (backend, i) => forward(backend, imageOf(x, i), single)[0])
      const dxs = imageByImage(IMAGE, (backend, i) => backward(backend, imageOf(x, i), imageOf(dy, i), single))
      expect([firstDifference(out, outs), firstDifference(dx, dxs)]).toEqual([-1, -1])
    })

    test('patches and unpatches', () => {
      const taps = length * window.kernelHeight * window.kernelWidth
      const dout = wave(IMAGES * taps, 3)
      const forward = (backend: Backend, input: HostArray, w: Window): Buffer => {
        const out = backend.allocate(w.batch * taps, 'float32')
        backend.kernels.patches({ x: upload(backend, input), out, window: w, groups: 1 })
        return out
      }
      const backward = (backend: Backend, gradient: HostArray, w: Window): Buffer => {
        const dx = backend.allocate(w.batch * IMAGE, 'float32')
        backend.kernels.unpatches({ dout: upload(backend, gradient), dx, window: w, groups: 1 })
        return dx
      }
      const [out, dx] = results((backend) => [forward(backend, x, window), backward(backend, dout, window)])
      const outs = imageByImage(taps, (backend, i) => forward(backend, imageOf(x, i), single))
      const dxs = imageByImage(IMAGE, (backend, i) => backward(backend, imageOf(dout, i), single))
      expect([firstDifference(out, outs), firstDifference(dx, dxs)]).toEqual([-1, -1])
    })
  })
})
