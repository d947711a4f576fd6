import type { OptimizerRule } from '@evenkeel/core/backend'
import { describe } from 'vitest'
import { mutantIsCaught } from './mutant.js'
import type { Mutant } from './mutant.js'
import { dataOf } from './naive-backend/buffer.js'
import { kernelFromOracle } from './oracle-kernels.js'

function otherForm(rule: OptimizerRule): OptimizerRule {
  return rule.kind === 'adam' ? { ...rule, form: rule.form === 'keras' ? 'torch' : 'keras' } : rule
}

const MUTANTS: readonly Mutant[] = [
  {
    bug: 'relu swallows NaN',
    kernel: 'activate',
    plant: (_, backend) => ({
      activate: kernelFromOracle(backend, 'activate', (args, answer) =>
        args.activation === 'relu'
          ? { y: { values: Array.from(args.x, (value) => (value > 0 ? value : 0)) } }
          : answer(args),
      ),
    }),
  },
  {
    bug: 'the slope at the kink is 1',
    kernel: 'activateGradient',
    plant: (_, backend) => ({
      activateGradient: kernelFromOracle(backend, 'activateGradient', (args, answer) =>
        answer({ ...args, saved: args.saved.map((value) => (value === 0 ? 1 : value)) }),
      ),
    }),
  },
  {
    bug: 'the largest entry is not subtracted',
    kernel: 'softmax',
    plant: () => ({
      softmax: ({ x, y, outer, n, inner, log }) => {
        const [from, to] = [dataOf(x), dataOf(y)]
        for (let o = 0; o < outer; o++)
          for (let i = 0; i < inner; i++) {
            const at = (j: number): number => (o * n + j) * inner + i
            let sum = 0
            for (let j = 0; j < n; j++) sum += Math.exp(from[at(j)])
            for (let j = 0; j < n; j++) to[at(j)] = log ? from[at(j)] - Math.log(sum) : Math.exp(from[at(j)]) / sum
          }
      },
    }),
  },
  {
    bug: 'a negative label counts as the last column',
    kernel: 'softmaxCrossEntropy',
    plant: (_, backend) => ({
      softmaxCrossEntropy: kernelFromOracle(backend, 'softmaxCrossEntropy', (args, answer) =>
        answer({
          ...args,
          labels: args.labels === null ? null : args.labels.map((label) => (label < 0 ? args.columns - 1 : label)),
        }),
      ),
    }),
  },
  {
    bug: 'the gradient forgets that targets may not sum to 1',
    kernel: 'softmaxCrossEntropyGradient',
    plant: (_, backend) => ({
      softmaxCrossEntropyGradient: kernelFromOracle(backend, 'softmaxCrossEntropyGradient', (args, answer) => {
        const { targets, columns } = args
        if (targets === null) return answer(args)
        const sums = Array.from({ length: args.rows }, (_row, row) =>
          Array.from(targets.subarray(row * columns, (row + 1) * columns)).reduce((sum, t) => sum + t, 0),
        )
        return answer({ ...args, targets: targets.map((t, i) => t / sums[Math.floor(i / columns)]) })
      }),
    }),
  },
  {
    bug: 'Adam with ε in the other form',
    kernel: 'optimize',
    plant: (_, backend) => ({
      optimize: kernelFromOracle(backend, 'optimize', (args, answer) =>
        answer({ ...args, rule: otherForm(args.rule) }),
      ),
    }),
  },
  {
    bug: 'factor 0 multiplies instead of dropping the step',
    kernel: 'optimize',
    plant: (_, backend) => ({
      optimize: kernelFromOracle(backend, 'optimize', (args, answer) =>
        answer({ ...args, factor: args.factor.map((factor) => factor || 1e-30) }),
      ),
    }),
  },
  {
    bug: 'coupled decay where decoupled was asked for',
    kernel: 'optimize',
    plant: (_, backend) => ({
      optimize: kernelFromOracle(backend, 'optimize', (args, answer) =>
        answer({ ...args, rule: { ...args.rule, decay: 'coupled' } }),
      ),
    }),
  },
  {
    bug: 'biased and unbiased variance swapped',
    kernel: 'commitStatistics',
    plant: (_, backend) => ({
      commitStatistics: kernelFromOracle(backend, 'commitStatistics', (args, answer) =>
        answer({ ...args, unbiased: !args.unbiased }),
      ),
    }),
  },
  {
    bug: 'a dropped step commits',
    kernel: 'commitStatistics',
    plant: (_, backend) => ({
      commitStatistics: kernelFromOracle(backend, 'commitStatistics', (args, answer) =>
        answer({ ...args, factor: args.factor.map(() => 1) }),
      ),
    }),
  },
  {
    bug: 'squares overflow',
    kernel: 'guard',
    plant: (_, backend) => ({
      guard: kernelFromOracle(backend, 'guard', (args, answer) => {
        const squares = args.gradients.map((gradient) => gradient.map((g) => g * g))
        const overflows = squares.some((square) => square.includes(Infinity))
        return overflows ? answer({ ...args, loss: Float32Array.of(NaN) }) : answer(args)
      }),
    }),
  },
  {
    bug: 'the loss is not looked at',
    kernel: 'guard',
    plant: (_, backend) => ({
      guard: kernelFromOracle(backend, 'guard', (args, answer) => answer({ ...args, loss: Float32Array.of(0) })),
    }),
  },
  {
    bug: 'γ ignored',
    kernel: 'normForward',
    plant: (_, backend) => ({
      normForward: kernelFromOracle(backend, 'normForward', (args, answer) => answer({ ...args, gamma: null })),
    }),
  },
  {
    bug: 'the gradient through the variance is missing',
    kernel: 'normBackward',
    plant: (_, backend) => ({
      normBackward: kernelFromOracle(backend, 'normBackward', (args, answer) => {
        const right = answer(args)
        const flat = answer({ ...args, x: args.x.map(() => 0), center: args.center.map(() => 0) })
        return { ...right, dx: flat['dx'] }
      }),
    }),
  },
  {
    bug: 'the bias is forgotten',
    kernel: 'dense',
    plant: (_, backend) => ({
      dense: kernelFromOracle(backend, 'dense', (args, answer) => answer({ ...args, bias: null })),
    }),
  },
  {
    bug: 'the kernel is flipped: a convolution, not a cross-correlation',
    kernel: 'convolveInputGradient',
    plant: (_, backend) => ({
      convolveInputGradient: kernelFromOracle(backend, 'convolveInputGradient', (args, answer) => {
        const { weight, window } = args
        const taps = window.kernelHeight * window.kernelWidth
        const perTap = weight.length / taps
        const flipped = (i: number): number => (taps - 1 - Math.floor(i / perTap)) * perTap + (i % perTap)
        return answer({ ...args, weight: Float32Array.from(weight, (_value, i) => weight[flipped(i)]) })
      }),
    }),
  },
  {
    bug: 'kept elements are not scaled up',
    kernel: 'dropout',
    plant: (_, backend) => ({
      dropout: kernelFromOracle(backend, 'dropout', (args, answer) => {
        const mask = Array.from(answer(args)['mask'].values, (kept) => Math.sign(kept))
        return { mask: { values: mask }, y: { values: mask.map((kept, i) => kept * args.x[i]) } }
      }),
    }),
  },
  {
    bug: 'the stream is ignored',
    kernel: 'random',
    plant: (_, backend) => ({
      random: kernelFromOracle(backend, 'random', (args, answer) => answer({ ...args, stream: 0 })),
    }),
  },
  {
    bug: 'repeated rows overwrite each other',
    kernel: 'scatterRows',
    plant: (_, backend) => ({
      scatterRows: kernelFromOracle(backend, 'scatterRows', ({ x, rows, into, rowLength }) => {
        const values = Array.from(into)
        x.forEach((value, i) => {
          const at = rows[Math.floor(i / rowLength)] * rowLength + (i % rowLength)
          values[at] = into[at] + value
        })
        return { into: { values } }
      }),
    }),
  },
]

describe('the suite catches, in optional kernels,', () => MUTANTS.forEach(mutantIsCaught))
