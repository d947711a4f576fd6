import type { Kernels, ZipOp } from '@evenkeel/core/backend'
import { bits, broadcast, power, type GlslFunction } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'
import { formOf, lanesOf, operandIntegers, type Form } from './operand.js'

/** op(p, q); GLSL's max and min swallow NaN. */
const OPERATIONS: Readonly<Record<ZipOp, string>> = {
  add: 'p + q',
  sub: 'p - q',
  mul: 'p * q',
  div: 'p / q',
  max: 'isNaN(p) ? p : isNaN(q) ? q : max(p, q)',
  min: 'isNaN(p) ? p : isNaN(q) ? q : min(p, q)',
  pow: 'exactPow(p, q)',
  equal: 'p == q ? 1.0 : 0.0',
  less: 'p < q ? 1.0 : 0.0',
  lessEqual: 'p <= q ? 1.0 : 0.0',
  blend: 'alpha * p + beta * q',
}

interface Key {
  readonly op: ZipOp
  readonly formA: Form
  readonly formB: Form
}

/** out[i] = op(a[i'], b[i'']), both broadcast. */
export function createZip(gpu: Gpu): Kernels['zip'] {
  const programs = gpu.family(({ op, formA, formB }: Key) => {
    const functions: GlslFunction[] = op === 'pow' ? [bits, broadcast, power] : [bits, broadcast]
    return {
      name: `zip ${op}`,
      reads: ['a', 'b'],
      writes: ['result'],
      integers: [...operandIntegers('a'), ...operandIntegers('b')],
      floats: ['alpha', 'beta'],
      functions,
      helpers: `
        ${lanesOf('a', formA)}
        ${lanesOf('b', formB)}
        float apply(float p, float q) { return ${OPERATIONS[op]}; }`,
      texel: `
        vec4 p = aLanes(t);
        vec4 q = bLanes(t);
        result = vec4(apply(p.x, q.x), apply(p.y, q.y), apply(p.z, q.z), apply(p.w, q.w));`,
    }
  })
  return ({ a, b, out, op, length, operandA, operandB, alpha, beta }) => {
    programs({ op, formA: formOf(operandA, length), formB: formOf(operandB, length) }).launch({
      a,
      b,
      result: out,
      aChannels: operandA.channels,
      aInner: operandA.inner,
      bChannels: operandB.channels,
      bInner: operandB.inner,
      alpha,
      beta,
    })
  }
}
