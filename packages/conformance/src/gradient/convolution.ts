import { ops, tensor, type Tensor } from '@evenkeel/core'
import type { Differentiable } from './gradient-case.js'

/**
 * x / 10 plus whole numbers and halves in no order: no two elements come so close that a step of the difference
 * quotient would make another one the maximum.
 */
function apart(x: Tensor): Tensor {
  const places = Array.from({ length: x.size }, (_, i) => ((i * 29) % 97) / 2)
  return ops.add(ops.linear(x, 0.1), tensor(x.device, places, { shape: x.shape }))
}

/** Convolution and pooling: every kind of geometry, by all operands. */
export const CONVOLUTION: readonly Differentiable[] = [
  {
    name: 'conv2d with bias',
    shapes: [[2, 4, 5, 2], [3, 2, 2, 3], [3]],
    f: (x, weight, bias) => ops.conv2d(x, weight, bias),
  },
  {
    name: "conv2d, padding 'same', strides and tanh",
    shapes: [[1, 5, 6, 2], [3, 3, 2, 2], [2]],
    f: (x, weight, bias) => ops.conv2d(x, weight, bias, { padding: 'same', strides: 2, activation: 'tanh' }),
  },
  {
    name: 'conv2d, padding on one side, strides that differ',
    shapes: [
      [1, 4, 4, 1],
      [2, 3, 1, 2],
    ],
    f: (x, weight) =>
      ops.conv2d(x, weight, null, {
        padding: [
          [0, 2],
          [1, 0],
        ],
        strides: [2, 1],
      }),
  },
  {
    name: 'conv2d, dilated',
    shapes: [
      [1, 6, 5, 2],
      [2, 2, 2, 2],
    ],
    f: (x, weight) => ops.conv2d(x, weight, null, { dilations: [3, 2], padding: 1 }),
  },
  {
    name: 'conv2d in groups, with sigmoid',
    shapes: [[2, 3, 3, 4], [2, 2, 2, 6], [6]],
    f: (x, weight, bias) => ops.conv2d(x, weight, bias, { groups: 2, activation: 'sigmoid' }),
  },
  {
    name: 'conv2d, pointwise',
    shapes: [
      [2, 2, 3, 4],
      [1, 1, 4, 3],
    ],
    f: (x, weight) => ops.conv2d(x, weight, null),
  },
  {
    name: 'conv2d, pointwise with strides',
    shapes: [
      [1, 3, 4, 2],
      [1, 1, 2, 3],
    ],
    f: (x, weight) => ops.conv2d(x, weight, null, { strides: 2 }),
  },
  {
    name: 'depthwiseConv2d',
    shapes: [[2, 4, 4, 3], [3, 3, 3, 1], [3]],
    f: (x, weight, bias) => ops.depthwiseConv2d(x, weight, bias, { padding: 'same' }),
  },
  {
    name: 'depthwiseConv2d, two filters a channel, strides and dilations',
    shapes: [
      [1, 5, 6, 2],
      [2, 2, 2, 2],
    ],
    f: (x, weight) => ops.depthwiseConv2d(x, weight, null, { strides: [1, 2], dilations: [2, 1] }),
  },
  {
    name: 'conv1d, strides and padding',
    shapes: [[2, 7, 2], [3, 2, 3], [3]],
    f: (x, weight, bias) => ops.conv1d(x, weight, bias, { strides: 2, padding: [2, 1] }),
  },
  {
    name: "conv1d, padding 'causal', dilated, in groups",
    shapes: [
      [1, 6, 4],
      [2, 2, 2],
    ],
    f: (x, weight) => ops.conv1d(x, weight, null, { padding: 'causal', dilations: 2, groups: 2 }),
  },
  { name: 'maxPool2d', shapes: [[2, 4, 6, 2]], f: (x) => ops.maxPool2d(apart(x), { poolSize: 2 }) },
  {
    name: 'maxPool2d, overlapping, padded and dilated',
    shapes: [[1, 6, 7, 2]],
    f: (x) => ops.maxPool2d(apart(x), { poolSize: [3, 2], strides: 1, padding: 1, dilations: [1, 2] }),
  },
  {
    name: 'maxPool2d beyond the end',
    shapes: [[1, 5, 5, 2]],
    f: (x) => ops.maxPool2d(apart(x), { poolSize: 2, ceilMode: true }),
  },
  {
    name: 'maxPool1d',
    shapes: [[2, 7, 2]],
    f: (x) => ops.maxPool1d(apart(x), { poolSize: 3, strides: 2, padding: 'same' }),
  },
  { name: 'averagePool2d', shapes: [[2, 4, 4, 2]], f: (x) => ops.averagePool2d(x, { poolSize: 2 }) },
  {
    name: 'averagePool2d without the padding',
    shapes: [[1, 5, 4, 2]],
    f: (x) => ops.averagePool2d(x, { poolSize: 3, strides: 2, padding: 'same' }),
  },
  {
    name: 'averagePool2d with the padding, beyond the end',
    shapes: [[1, 4, 5, 2]],
    f: (x) => ops.averagePool2d(x, { poolSize: 3, strides: 2, padding: 1, ceilMode: true, countIncludePadding: true }),
  },
  {
    name: 'averagePool1d with a divisor',
    shapes: [[2, 6, 2]],
    f: (x) => ops.averagePool1d(x, { poolSize: 3, strides: 1, divisor: 2 }),
  },
  { name: 'globalAveragePool', shapes: [[2, 3, 4, 2]], f: (x) => ops.square(ops.globalAveragePool(x)) },
  { name: 'globalMaxPool', shapes: [[2, 5, 3]], f: (x) => ops.globalMaxPool(apart(x), { keepDims: true }) },
  {
    name: 'zeroPad2d',
    shapes: [[1, 2, 3, 2]],
    f: (x) =>
      ops.square(
        ops.zeroPad2d(x, [
          [1, 0],
          [2, 1],
        ]),
      ),
  },
  {
    name: 'pad with a value',
    shapes: [[2, 3]],
    f: (x) =>
      ops.exp(
        ops.pad(
          x,
          [
            [0, 1],
            [2, 0],
          ],
          0.5,
        ),
      ),
  },
]
