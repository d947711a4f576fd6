import type { Kernels, MapOp } from '@evenkeel/core/backend'
import { bits, errorFunction, exponential, logarithm, roots, type GlslFunction } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'

interface Operation {
  /** f in terms of z = alpha · x + beta. */
  readonly value: string
  readonly uses: readonly GlslFunction[]
}

const OPERATIONS: Readonly<Record<Exclude<MapOp, 'clamp'>, Operation>> = {
  linear: { value: 'z', uses: [] },
  abs: { value: 'isNaN(z) ? z : abs(z)', uses: [bits] },
  sign: { value: 'z == 0.0 || isNaN(z) ? z : withSign(1.0, z)', uses: [bits] },
  square: { value: 'z * z', uses: [] },
  sqrt: { value: 'exactSqrt(z)', uses: [roots] },
  rsqrt: { value: 'exactRsqrt(z)', uses: [roots] },
  exp: { value: 'exactExp(z)', uses: [exponential] },
  log: { value: 'exactLog(z)', uses: [logarithm] },
  expm1: { value: 'exactExpm1(z)', uses: [exponential] },
  log1p: { value: 'exactLog1p(z)', uses: [logarithm] },
  tanh: { value: 'exactTanh(z)', uses: [exponential] },
  sigmoid: { value: 'exactSigmoid(z)', uses: [exponential] },
  erf: { value: 'exactErf(z)', uses: [errorFunction] },
  isFinite: { value: 'isFinite(z) ? 1.0 : 0.0', uses: [bits] },
}

/** GLSL's clamp makes a bound of a NaN. */
const CLAMP: Operation = { value: 'isNaN(v) ? v : min(max(v, alpha), beta)', uses: [bits] }

/** out[i] = f(alpha · x[i] + beta), or x[i] limited to [alpha, beta]. */
export function createMap(gpu: Gpu): Kernels['map'] {
  const programs = gpu.family((op: MapOp) => {
    const { value, uses } = op === 'clamp' ? CLAMP : OPERATIONS[op]
    return {
      name: `map ${op}`,
      reads: ['x'],
      writes: ['result'],
      floats: ['alpha', 'beta'],
      functions: uses,
      helpers: `float f(float v) { float z = alpha * v + beta; return ${value}; }`,
      texel: 'vec4 v = xTexel(t); result = vec4(f(v.x), f(v.y), f(v.z), f(v.w));',
    }
  })
  return ({ x, out, op, alpha, beta }) => programs(op).launch({ x, result: out, alpha, beta })
}
