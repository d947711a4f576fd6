import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { lanes } from './lanes.js'
import { elementwise, flattened, formOf, integersOf, VIEW_INTEGERS, type Form } from './view.js'

interface Key {
  readonly form: Form
  readonly weighted: boolean
}

/** dx = a · ((dy + w · d) + w · b · (x − center)). */
export function createBiaffine(gpu: Gpu): Kernels['biaffine'] {
  const programs = gpu.family(({ form, weighted }: Key) => {
    const { type, own, coefficient, weight, body } = elementwise(form)
    const [center, a, b, d] = ['center', 'a', 'b', 'd'].map(coefficient)
    const slope = `${b} * (${own('x')} - ${center})`
    const inner = weighted
      ? `${type} w = ${weight('weights')};
         ${type} moved = (${own('dy')} + weighed(w, ${d})) + weighed(w, ${slope});`
      : `${type} moved = (${own('dy')} + ${d}) + ${slope};`
    return {
      name: 'biaffine',
      reads: ['dy', 'x', 'weights', 'center', 'a', 'b', 'd'],
      writes: ['result'],
      integers: VIEW_INTEGERS,
      functions: [lanes],
      ...body(`${inner}
        result = ${a} * moved;`),
    }
  })
  return ({ dy, x, weights, center, a, b, d, dx, view }) => {
    const flat = flattened(view)
    const program = programs({ form: formOf(flat), weighted: weights !== null })
    program.launch({ dy, x, weights: weights ?? x, center, a, b, d, result: dx, ...integersOf(flat) })
  }
}
