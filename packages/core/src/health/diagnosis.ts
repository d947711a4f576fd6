import type { ActivationHealth } from './activation-health.js'
import { showFinding, type Finding } from './finding.js'
import type { LayerHealth } from './layer-health.js'

/** What `diagnose` found; `String(diagnosis)` is a text. */
export interface Diagnosis {
  /** Empty where all is well. */
  readonly findings: readonly Finding[]
  /** Figures of the batch-norm layers with running statistics, in order of their use. */
  readonly layers: readonly LayerHealth[]
  /** Figures of the sigmoid, tanh, relu and relu6 that layers end in, the model's last one excepted. */
  readonly activations: readonly ActivationHealth[]
  toString(): string
}

export function diagnosisOf(parts: Pick<Diagnosis, 'findings' | 'layers' | 'activations'>): Diagnosis {
  const { findings } = parts
  return { ...parts, toString: () => (findings.length === 0 ? 'No findings.' : findings.map(showFinding).join('\n\n')) }
}
