import type { RmspropRule } from '@evenkeel/core/backend'
import type { StepTerms } from './optimize.js'

/** RMSprop (Tieleman and Hinton 2012): slots [square], then [velocity] with momentum, then [average] when centered. */
export function stepRmsprop(
  parameter: Float32Array,
  gradient: Float32Array,
  slots: readonly Float32Array[],
  { rate, slope, pull, shrink }: StepTerms,
  { rho, momentum, epsilon, centered }: RmspropRule,
): void {
  const square = slots[0]
  const velocity = momentum > 0 ? slots[1] : null
  const average = centered ? slots[slots.length - 1] : null
  const gain = 1 - rho

  for (let i = 0; i < parameter.length; i++) {
    const p = parameter[i]
    const g = slope * gradient[i] + pull * p
    const s = rho * square[i] + gain * g * g
    square[i] = s
    let variance = s
    if (average !== null) {
      const mean = rho * average[i] + gain * g
      average[i] = mean
      // Rounding of the slots can put the square below that of the mean, where the root has no value.
      variance = Math.max(s - mean * mean, 0)
    }
    let step = g / (Math.sqrt(variance) + epsilon)
    if (velocity !== null) {
      step += momentum * velocity[i]
      velocity[i] = step
    }
    parameter[i] = shrink * p - rate * step
  }
}
