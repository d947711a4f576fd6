/** What can be wrong, one name an illness. */
export type Illness =
  | 'untrained-statistics'
  | 'few-updates'
  | 'foreign-momentum'
  | 'train-eval-gap'
  | 'noisy-statistics'
  | 'dead-channels'
  | 'decayed-affine'
  | 'saturated-activation'
  | 'dead-units'
  | 'float32-limits'

/** One thing that is wrong with one layer, and what to do. */
export interface Finding {
  readonly illness: Illness
  /** Path of the layer. */
  readonly layer: string
  /** The figure that crossed its threshold; `description` tells what it counts. */
  readonly figure: number
  /** The figure in words, with the numbers beside it. */
  readonly description: string
  /** What follows from it for the network. */
  readonly meaning: string
  /** What to do about it. */
  readonly remedy: string
}

/** A finding in four lines. */
export function showFinding({ illness, layer, description, meaning, remedy }: Finding): string {
  return [`${layer}: ${illness}`, `  ${description}`, `  ${meaning}`, `  ${remedy}`].join('\n')
}

/** A number in a text: three digits. */
export function show(value: number): string {
  return String(Number(value.toPrecision(3)))
}

/** A share in a text. */
export function percent(share: number): string {
  return `${show(100 * share)} %`
}
