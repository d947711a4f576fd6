import type { AdamRule } from '@evenkeel/core/backend'
import type { StepTerms } from './optimize.js'

/** Adam (Kingma and Ba 2015) and AMSGrad (Reddi et al. 2018): slots [m, v] or [m, v, vMax]. */
export function stepAdam(
  parameter: Float32Array,
  gradient: Float32Array,
  slots: readonly Float32Array[],
  { rate, slope, pull, shrink }: StepTerms,
  { beta1, beta2, epsilon, form, amsgrad }: AdamRule,
  progress1: number,
  progress2: number,
): void {
  const [first, second] = slots
  const largest = amsgrad ? slots[2] : null
  const gain1 = 1 - beta1
  const gain2 = 1 - beta2
  // Both forms are step · m / (scale · √v + ε): torch corrects v below the root, keras corrects the rate instead.
  const scale = form === 'torch' ? 1 / Math.sqrt(progress2) : 1
  const step = form === 'torch' ? rate / progress1 : (rate * Math.sqrt(progress2)) / progress1

  for (let i = 0; i < parameter.length; i++) {
    const p = parameter[i]
    const g = slope * gradient[i] + pull * p
    const m = beta1 * first[i] + gain1 * g
    let v = beta2 * second[i] + gain2 * g * g
    first[i] = m
    second[i] = v
    if (largest !== null) {
      v = Math.max(largest[i], v)
      largest[i] = v
    }
    parameter[i] = shrink * p - (step * m) / (scale * Math.sqrt(v) + epsilon)
  }
}
