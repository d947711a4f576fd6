import type { Oracle, References } from './reference.js'

export const guard: Oracle<'guard'> = ({ gradients, loss, maxNorm }) => {
  const elements = gradients.flatMap((gradient) => Array.from(gradient))
  const norm = Math.sqrt(elements.reduce((sum, g) => sum + g * g, 0))
  const finite = Number.isFinite(loss[0]) && elements.every(Number.isFinite)
  const dropped: References = { factor: { values: [0] } }
  if (!finite) return dropped
  const factor = maxNorm === null || norm === 0 ? 1 : Math.min(1, maxNorm / norm)
  return { factor: { values: [factor] }, norm: { values: [norm] } }
}
