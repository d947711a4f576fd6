import type { Kernels } from '@evenkeel/core/backend'
import type { Gpu } from '../../gpu.js'
import { lanes } from './lanes.js'
import { elementwise, elementwiseKey, flattened, integersOf, VIEW_INTEGERS, type ElementwiseKey } from './view.js'

interface Key extends ElementwiseKey {
  readonly weighted: boolean
}

/** dx = a · ((dy + w · d) + w · b · (x − center)). */
export function createBiaffine(gpu: Gpu): Kernels['biaffine'] {
  const programs = gpu.family(({ weighted, ...key }: Key) => {
    const { type, own, coefficient, weight, body } = elementwise(key)
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
    const program = programs({ ...elementwiseKey(flat), weighted: weights !== null })
    program.launch({ dy, x, weights: weights ?? x, center, a, b, d, result: dx, ...integersOf(flat) })
  }
}
