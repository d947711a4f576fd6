import type { Activation, MapOp, PoolOp, ReduceOp, ZipOp } from '@evenkeel/core/backend'

/** The numbers by which kernels know operations: the places in the enumerations of `native/kernels/`. */
function numbered<Name extends string>(...names: Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, number) => [name, number])) as Record<Name, number>
}

/** No activation. */
export const NO_ACTIVATION = -1

/** As `Activation` in `activations.hpp`. */
export const ACTIVATION_NUMBERS: Readonly<Record<Activation, number>> = numbered<Activation>(
  'relu',
  'relu6',
  'leakyRelu',
  'elu',
  'selu',
  'sigmoid',
  'tanh',
  'softplus',
  'gelu',
  'geluTanh',
  'silu',
  'mish',
  'hardSwish',
)

/** As `MapOp` in `map.cpp`. */
export const MAP_NUMBERS: Readonly<Record<MapOp, number>> = numbered<MapOp>(
  'linear',
  'abs',
  'sign',
  'square',
  'sqrt',
  'rsqrt',
  'exp',
  'log',
  'expm1',
  'log1p',
  'tanh',
  'sigmoid',
  'erf',
  'isFinite',
  'clamp',
)

/** As `ZipOp` in `zip.cpp`. */
export const ZIP_NUMBERS: Readonly<Record<ZipOp, number>> = numbered<ZipOp>(
  'add',
  'sub',
  'mul',
  'div',
  'max',
  'min',
  'pow',
  'equal',
  'less',
  'lessEqual',
  'blend',
)

/** As `ReduceOp` in `reduce.cpp`. */
export const REDUCE_NUMBERS: Readonly<Record<ReduceOp, number>> = numbered<ReduceOp>('sum', 'max', 'min', 'argmax')

/** As `PoolOp` in `pool.cpp`. */
export const POOL_NUMBERS: Readonly<Record<PoolOp, number>> = numbered<PoolOp>('max', 'sum')

/** The number of an activation that may be left out. */
export function activationNumber(activation: Activation | null): number {
  return activation === null ? NO_ACTIVATION : ACTIVATION_NUMBERS[activation]
}
