import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { elementwise, elementwiseKey, flattened, integersOf, VIEW_INTEGERS, type ElementwiseKey } from './view.js'

/** y = (x − center) · scale + shift. */
export function createAffine(gpu: Gpu): Kernels['affine'] {
  const programs = gpu.family((key: ElementwiseKey) => {
    const { own, coefficient, body } = elementwise(key)
    const [center, scale, shift] = ['center', 'scale', 'shift'].map(coefficient)
    return {
      name: 'affine',
      reads: ['x', 'center', 'scale', 'shift'],
      writes: ['result'],
      integers: VIEW_INTEGERS,
      ...body(`result = (${own('x')} - ${center}) * ${scale} + ${shift};`),
    }
  })
  return ({ x, center, scale, shift, y, view }) => {
    const flat = flattened(view)
    programs(elementwiseKey(flat)).launch({ x, center, scale, shift, result: y, ...integersOf(flat) })
  }
}
