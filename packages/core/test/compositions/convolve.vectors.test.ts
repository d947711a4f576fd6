import { describe, test } from 'vitest'
import { expectClose } from './support/closeness.js'
import { windowOf } from './support/convolution.js'
import { openLaboratory } from './support/laboratory.js'
import { numbers, tolerance, vectorCases, vectorsPresent } from './support/vectors.js'

const cases = vectorCases('torch/conv2d.json')

/** Axes of a dense array reordered: result axis a is axis order[a] of `data`. */
function permute(data: readonly number[], shape: readonly number[], order: readonly number[]): number[] {
  const strides = shape.map((_, a) => shape.slice(a + 1).reduce((product, size) => product * size, 1))
  const walk = (depth: number, offset: number): number[] =>
    depth === order.length
      ? [data[offset]]
      : Array.from({ length: shape[order[depth]] }, (_, i) =>
          walk(depth + 1, offset + i * strides[order[depth]]),
        ).flat()
  return walk(0, 0)
}

const CHANNELS_LAST = [0, 2, 3, 1]
/** [filters, depth, kernelHeight, kernelWidth] to [kernelHeight, kernelWidth, depth, filters]. */
const FILTERS_LAST = [2, 3, 1, 0]

describe.runIf(vectorsPresent)("PyTorch's conv2d", () => {
  test.each(cases)('$name', async ({ attributes, inputs, outputs }) => {
    const lab = await openLaboratory()
    const tensor = (name: string) => [...inputs, ...outputs].find((found) => found.name === name)!
    const ordered = (name: string, order: readonly number[]) =>
      permute(tensor(name).data.map(Number), tensor(name).shape, order)
    const pair = (name: string) => attributes[name] as [number, number]
    const [batch, channels, ...size] = tensor('x').shape
    const [filters, , ...kernel] = tensor('weight').shape
    const window = windowOf({
      batch,
      channels,
      size: size as [number, number],
      kernel: kernel as [number, number],
      stride: pair('stride'),
      padding: pair('padding'),
      dilation: pair('dilation'),
    })
    const shape = { window, groups: Number(attributes.groups), filters }
    const [x, dy] = [lab.floats(ordered('x', CHANNELS_LAST)), lab.floats(ordered('dy', CHANNELS_LAST))]
    const weight = lab.floats(ordered('weight', FILTERS_LAST))
    const bias = attributes.bias === true ? lab.floats(numbers(inputs, 'bias')) : null
    const [y, dx, dweight] = [dy.length, x.length, weight.length].map(lab.empty)
    lab.run('convolve', { x, weight, bias, y, ...shape, activation: null, alpha: 0 })
    lab.run('convolveInputGradient', { dy, weight, dx, ...shape })
    lab.run('convolveWeightGradient', { x, dy, dweight, ...shape })
    expectClose(lab.values(y), ordered('y', CHANNELS_LAST), tolerance(outputs, 'y'))
    expectClose(lab.values(dx), ordered('dx', CHANNELS_LAST), tolerance(outputs, 'dx'))
    expectClose(lab.values(dweight), ordered('dweight', FILTERS_LAST), tolerance(outputs, 'dweight'))
  })
})
