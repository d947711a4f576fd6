import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { elementwise, flattened, formOf, integersOf, VIEW_INTEGERS, type Form } from './view.js'

/** y = (x − center) · scale + shift. */
export function createAffine(gpu: Gpu): Kernels['affine'] {
  const programs = gpu.family((form: Form) => {
    const { own, coefficient, body } = elementwise(form)
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
    programs(formOf(flat)).launch({ x, center, scale, shift, result: y, ...integersOf(flat) })
  }
}
