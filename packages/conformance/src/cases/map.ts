import type { MapOp } from '@evenkeel/core/backend'
import { blank, floats } from '../call/host.js'
import type { HostArguments } from '../call/host.js'
import { seeded } from '../data/seeded.js'
import type { Seeded } from '../data/seeded.js'
import { kernelSuite } from './kernel-suite.js'
import type { CallCase, KernelSuite } from './kernel-suite.js'

/** Where each operation is defined and tame, and values at which implementations go wrong. */
const DOMAINS: Readonly<
  Record<MapOp, { readonly range: readonly [number, number]; readonly hard: readonly number[] }>
> = {
  linear: { range: [-10, 10], hard: [0, 1e30, -1e-30] },
  abs: { range: [-10, 10], hard: [0, -1e30, -Infinity] },
  sign: { range: [-10, 10], hard: [0, -0, 1e-30, -1e-30, Infinity, -Infinity] },
  square: { range: [-10, 10], hard: [0, 1e18, -1e18, 1e-15, Infinity] },
  sqrt: { range: [0.01, 100], hard: [0, 1, 4, 1e30, 1e-30, Infinity, -1] },
  rsqrt: { range: [0.01, 100], hard: [0, 1, 4, 1e30, 1e-30, Infinity, -1] },
  exp: { range: [-10, 10], hard: [0, -80, 80, 1e-7, -200, 200, Infinity, -Infinity] },
  log: { range: [0.01, 100], hard: [0, 1, 1.000001, 0.999999, 1.01, 1e30, 1e-30, Infinity, -1] },
  expm1: { range: [-5, 5], hard: [0, 1e-7, -1e-7, 1e-4, 80, -80, 200, Infinity, -Infinity] },
  log1p: { range: [-0.9, 100], hard: [0, 1e-7, -1e-7, 1e-4, -0.999, 1e30, -1, Infinity, -2] },
  tanh: { range: [-5, 5], hard: [0, 1e-7, -1e-4, 9, 20, -100, 1000, Infinity, -Infinity] },
  sigmoid: { range: [-10, 10], hard: [0, 20, -20, -80, 100, -200, 1000, Infinity, -Infinity] },
  erf: { range: [-3, 3], hard: [0, 1e-7, -1e-4, 0.5, 4, -6, 100, Infinity, -Infinity] },
  isFinite: { range: [-10, 10], hard: [0, 3.4e38, -3.4e38, Infinity, -Infinity] },
  clamp: { range: [-10, 10], hard: [0, -2, 3, 1e30, Infinity, -Infinity] },
}

const OPERATIONS = Object.keys(DOMAINS) as MapOp[]

/** Factors of the argument that keep it inside the domain. */
const PLAIN: readonly [number, number] = [1, 0]
const SCALED: readonly [number, number] = [0.75, 0.125]

function call(op: MapOp, x: Float32Array, [alpha, beta]: readonly [number, number]): HostArguments<'map'> {
  return { x, out: blank(x.length), op, alpha, beta }
}

const factorsFor = (op: MapOp): readonly [number, number] => (op === 'clamp' ? [-2, 3] : PLAIN)

function random(op: MapOp, length: number, draw: Seeded): Float32Array {
  return draw.uniform(length, ...DOMAINS[op].range)
}

const checks = OPERATIONS.flatMap((op): CallCase<'map'>[] => [
  { name: op, arguments: () => call(op, random(op, 257, seeded(51)), factorsFor(op)) },
  {
    name: `${op} of a scaled argument`,
    arguments: () => call(op, random(op, 65, seeded(52)), op === 'clamp' ? [0, 6] : SCALED),
  },
  {
    name: `${op} at its hard places`,
    law: 9,
    arguments: () => call(op, floats(...DOMAINS[op].hard), factorsFor(op)),
  },
  {
    name: `${op} of NaN`,
    law: 9,
    arguments: () => call(op, floats(1, NaN, 2, NaN, NaN), factorsFor(op)),
  },
  {
    name: `${op} in place`,
    alias: ['out', 'x'],
    arguments: () => call(op, random(op, 131, seeded(53)), factorsFor(op)),
  },
])

export const map: KernelSuite = kernelSuite({
  kernel: 'map',
  sample: () => call('tanh', seeded(1).normal(40_001), PLAIN),
  empty: OPERATIONS.map((op) => () => call(op, blank(0), PLAIN)),
  checks: [
    ...checks,
    { name: 'linear with a factor 0', arguments: () => call('linear', seeded(54).normal(9), [0, 2.5]) },
    { name: 'linear with a negative factor', arguments: () => call('linear', seeded(55).normal(9), [-3, 1]) },
    { name: 'clamp from above only', law: 9, arguments: () => call('clamp', seeded(56).normal(33), [-Infinity, 0]) },
    { name: 'clamp from below only', law: 9, arguments: () => call('clamp', seeded(57).normal(33), [0, Infinity]) },
  ],
  fuzz: (draw) => {
    const op = draw.pick(OPERATIONS)
    const factors = op === 'clamp' ? ([-draw.between(0, 3), draw.between(0, 3)] as const) : draw.pick([PLAIN, SCALED])
    return call(op, random(op, draw.size(16_381), draw), factors)
  },
  timed: [
    {
      name: 'exp of 1,048,576',
      arguments: () => call('exp', seeded(2).normal(2 ** 20), PLAIN),
      work: 8 * 2 ** 20,
      unit: 'GB/s',
    },
  ],
})
