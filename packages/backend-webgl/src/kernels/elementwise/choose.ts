import type { Kernels } from '@evenkeel/core/backend'
import { broadcast } from '../../glsl/index.js'
import type { Gpu } from '../../gpu.js'
import { formOf, lanesOf, operandIntegers, type Form } from './operand.js'

interface Key {
  readonly formMask: Form
  readonly formA: Form
  readonly formB: Form
}

/** out[i] = mask[i'] ≠ 0 ? a[i''] : b[i''']; a NaN in the mask chooses a, as it is not 0. */
export function createChoose(gpu: Gpu): Kernels['choose'] {
  const programs = gpu.family(({ formMask, formA, formB }: Key) => ({
    name: 'choose',
    reads: ['mask', 'a', 'b'],
    writes: ['result'],
    integers: [...operandIntegers('mask'), ...operandIntegers('a'), ...operandIntegers('b')],
    functions: [broadcast],
    helpers: `
      ${lanesOf('mask', formMask)}
      ${lanesOf('a', formA)}
      ${lanesOf('b', formB)}
      float pick(float which, float p, float q) {
        return (floatBitsToUint(which) & 0x7fffffffu) != 0u ? p : q;
      }`,
    texel: `
      vec4 which = maskLanes(t);
      vec4 p = aLanes(t);
      vec4 q = bLanes(t);
      result = vec4(
        pick(which.x, p.x, q.x), pick(which.y, p.y, q.y), pick(which.z, p.z, q.z), pick(which.w, p.w, q.w)
      );`,
  }))
  return ({ mask, a, b, out, length, operandMask, operandA, operandB }) => {
    const formMask = formOf(operandMask, length)
    programs({ formMask, formA: formOf(operandA, length), formB: formOf(operandB, length) }).launch({
      mask,
      a,
      b,
      result: out,
      maskChannels: operandMask.channels,
      maskInner: operandMask.inner,
      aChannels: operandA.channels,
      aInner: operandA.inner,
      bChannels: operandB.channels,
      bInner: operandB.inner,
    })
  }
}
