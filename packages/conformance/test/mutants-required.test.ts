import type { Buffer, KernelArguments, Kernels } from '@evenkeel/core/backend'
import { float32Arithmetic } from '@evenkeel/conformance'
import { describe } from 'vitest'
import { mutantIsCaught } from './mutant.js'
import type { Mutant } from './mutant.js'
import { dataOf } from './naive-backend/buffer.js'
import { naive } from './naive-backend/provider.js'
import { kernelFromOracle } from './oracle-kernels.js'

/** m2 = Σx² − (Σx)²/n, with sums rounded by `round`. */
function textbookVariance(round: (sum: number) => number): Mutant['plant'] {
  return (_, backend) => ({
    moments: kernelFromOracle(backend, 'moments', (args, answer) => {
      const right = answer(args)
      const { x, weights, view } = args
      const { channels, inner, outer } = view
      const [sums, squares] = [right['m2'].values, right['m2'].values].map(({ length }) =>
        new Array<number>(length).fill(0),
      )
      x.forEach((value, i) => {
        const row = Math.floor(i / (channels * inner))
        const entry = Math.floor(row / outer) * channels + (Math.floor(i / inner) % channels)
        const w = weights === null ? 1 : weights[row * inner + (i % inner)]
        sums[entry] = round(sums[entry] + (w === 0 ? 0 : w * value))
        squares[entry] = round(squares[entry] + (w === 0 ? 0 : w * value * value))
      })
      const count = right['count'].values
      const m2 = squares.map((square, entry) => (count[entry] === 0 ? 0 : square - sums[entry] ** 2 / count[entry]))
      return { ...right, m2: { values: m2 } }
    }),
  })
}

/** Runs the right kernel, then spoils a buffer. */
function then<K extends keyof Kernels>(
  kernels: Kernels,
  kernel: K,
  spoil: (args: KernelArguments<K>) => void,
): (args: KernelArguments<K>) => void {
  const right = kernels[kernel] as (args: KernelArguments<K>) => void
  return (args) => {
    right(args)
    spoil(args)
  }
}

const lastElementTo = (buffer: Buffer, value: number): void => {
  dataOf(buffer)[buffer.length - 1] = value
}

const MUTANTS: readonly Mutant[] = [
  { bug: 'the textbook variance', kernel: 'moments', plant: textbookVariance((sum) => sum) },
  {
    bug: 'the textbook variance in float32',
    kernel: 'moments',
    plant: textbookVariance(Math.fround),
    provider: float32Arithmetic(naive),
  },
  {
    bug: 'a mean of one float',
    kernel: 'moments',
    plant: (kernels) => ({ moments: then(kernels, 'moments', ({ residual }) => void dataOf(residual).fill(0)) }),
  },
  {
    bug: 'weights multiplied, so that NaN survives a mask',
    kernel: 'moments',
    plant: (_, backend) => ({
      moments: kernelFromOracle(backend, 'moments', (args, answer) =>
        answer({ ...args, weights: args.weights === null ? null : args.weights.map((w) => (w === 0 ? 1e-30 : w)) }),
      ),
    }),
  },
  {
    bug: 'weights ignored',
    kernel: 'biaffine',
    plant: ({ biaffine }) => ({ biaffine: (args) => biaffine({ ...args, weights: null }) }),
  },
  {
    bug: 'the shift folded into the subtraction',
    kernel: 'affine',
    plant: (kernels) => ({
      affine: (args) => {
        const [center, scale, shift] = [args.center, args.scale, args.shift].map(dataOf)
        const folded = shift.map((value, i) => value - center[i] * scale[i])
        const zero = { ...args.center, data: new Float32Array(center.length) }
        kernels.affine({ ...args, center: zero, shift: { ...args.shift, data: folded } as Buffer })
      },
    }),
  },
  {
    bug: 'max swallows NaN',
    kernel: 'zip',
    plant: ({ zip }, backend) => ({
      zip: (args) =>
        args.op === 'max'
          ? kernelFromOracle(backend, 'zip', (host, answer) =>
              answer({ ...host, a: host.a.map((value) => (Number.isNaN(value) ? -Infinity : value)) }),
            )(args)
          : zip(args),
    }),
  },
  {
    bug: 'clamp swallows NaN',
    kernel: 'map',
    plant: (kernels) => ({
      map: then(kernels, 'map', ({ op, out, alpha }) => {
        if (op === 'clamp') dataOf(out).forEach((value, i, all) => (all[i] = Number.isNaN(value) ? alpha : value))
      }),
    }),
  },
  {
    bug: 'expm1 as exp(x) − 1 in float32',
    kernel: 'map',
    plant: ({ map }) => ({
      map: (args) => {
        map(args.op === 'expm1' ? { ...args, op: 'exp' } : args)
        if (args.op === 'expm1') dataOf(args.out).forEach((value, i, all) => (all[i] = value - 1))
      },
    }),
  },
  {
    bug: 'argmax takes the last of equals',
    kernel: 'reduce',
    plant: ({ reduce }) => ({
      reduce: (args) => {
        reduce(args)
        if (args.op !== 'argmax') return
        const [x, out] = [dataOf(args.x), dataOf(args.out)]
        const { n, inner } = args
        out.forEach((winner, i) => {
          const at = (j: number): number => (Math.floor(i / inner) * n + j) * inner + (i % inner)
          for (let j = 0; j < n; j++) if (x[at(j)] === x[at(winner)]) out[i] = j
        })
      },
    }),
  },
  {
    bug: 'transposeB ignored',
    kernel: 'matmul',
    plant: ({ matmul }) => ({ matmul: (args) => matmul({ ...args, transposeB: false }) }),
  },
  {
    bug: 'the last element is not written',
    kernel: 'matmul',
    plant: ({ matmul }) => ({
      matmul: (args) => {
        const before = dataOf(args.out).at(-1) ?? 0
        matmul(args)
        lastElementTo(args.out, before)
      },
    }),
  },
  {
    bug: 'adds to what the output held',
    kernel: 'unpatches',
    plant: ({ unpatches }) => ({
      unpatches: (args) => {
        const before = dataOf(args.dx).slice()
        unpatches(args)
        dataOf(args.dx).forEach((value, i, all) => (all[i] = value + before[i]))
      },
    }),
  },
  {
    bug: 'a partial write clears the rest',
    kernel: 'place',
    plant: ({ place }) => ({
      place: (args) => {
        dataOf(args.into).fill(0)
        place(args)
      },
    }),
  },
  {
    bug: 'a copy one element too long',
    kernel: 'copy',
    plant: (kernels) => ({
      copy: then(kernels, 'copy', ({ into, intoOffset, length }) => {
        if (intoOffset + length < into.length) dataOf(into)[intoOffset + length] = 0
      }),
    }),
  },
  {
    bug: 'uses its input as scratch memory',
    kernel: 'gradMoments',
    plant: (kernels) => ({ gradMoments: then(kernels, 'gradMoments', ({ x }) => x.length > 0 && lastElementTo(x, 0)) }),
  },
  {
    bug: 'the last of equals wins',
    kernel: 'pool',
    plant: (_, backend) => ({
      pool: kernelFromOracle(backend, 'pool', (args, answer) =>
        args.op === 'sum' ? answer(args) : answer({ ...args, x: args.x.map((value, i) => value + i * 1e-9) }),
      ),
    }),
  },
  {
    bug: 'a gradient goes to every tie',
    kernel: 'unpool',
    plant: ({ unpool }) => ({ unpool: (args) => unpool({ ...args, where: null }) }),
  },
  {
    bug: 'rounds to the nearest integer',
    kernel: 'cast',
    plant: (kernels) => ({
      cast: then(kernels, 'cast', ({ x, out }) => void dataOf(out).set(dataOf(x).map((value) => Math.round(value)))),
    }),
  },
  {
    bug: 'length 0 throws',
    throws: true,
    kernel: 'gatherRows',
    plant: ({ gatherRows }) => ({
      gatherRows: (args) => {
        if (args.out.length === 0) throw new RangeError('empty output')
        gatherRows(args)
      },
    }),
  },
  {
    bug: 'other bits every time',
    kernel: 'reduce',
    plant: (kernels) => ({
      reduce: then(kernels, 'reduce', ({ op, out }) => {
        if (op === 'sum') dataOf(out).forEach((value, i, all) => (all[i] = value * (1 + 1e-7 * Math.random())))
      }),
    }),
  },
  {
    bug: 'never gives a buffer back',
    kernel: 'arrange',
    plant: (kernels, backend) => ({
      arrange: then(kernels, 'arrange', ({ out }) => void backend.allocate(out.length, 'float32')),
    }),
  },
  {
    bug: 'returns a promise',
    kernel: 'choose',
    plant: ({ choose }) => ({ choose: (args) => Promise.resolve(choose(args)) as never }),
  },
  {
    bug: 'a broadcast that wraps nowhere',
    kernel: 'choose',
    plant: ({ choose }) => ({
      choose: (args) => choose({ ...args, operandMask: { channels: args.operandMask.channels, inner: 1 } }),
    }),
  },
]

describe('the suite catches, in required kernels,', () => MUTANTS.forEach(mutantIsCaught))
