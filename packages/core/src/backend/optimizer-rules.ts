/** What every rule has. `g` below is the parameter's gradient after factor, sign and coupled weight decay. */
interface RuleBase {
  /** Climb instead of descend: g = −gradient. */
  readonly maximize: boolean
  /**
   * How a parameter's decay coefficient λ acts: `coupled` adds λ·p to g (L2 in the gradient), `decoupled` first
   * multiplies p by 1 − rate·λ (Loshchilov and Hutter 2019).
   */
  readonly decay: 'coupled' | 'decoupled'
}

/**
 * Slots: none when momentum is 0, else [velocity]. progress[0] follows β = 0: 0 before the first step, then 1.
 * v ← momentum·v + (1 − dampening·progress[0])·g with progress from before the step (so the first v is g);
 * p ← p − rate·v, or p − rate·(g + momentum·v) when nesterov.
 */
export interface SgdRule extends RuleBase {
  readonly kind: 'sgd'
  readonly momentum: number
  readonly dampening: number
  readonly nesterov: boolean
}

/**
 * Slots: [m, v], or [m, v, vMax] when amsgrad. progress = [1 − β₁ᵗ, 1 − β₂ᵗ], updated before use.
 * m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g² (Kingma and Ba 2015);
 * `torch`: p ← p − rate · (m / q₁) / (√(v / q₂) + ε);
 * `keras`: p ← p − rate · (√q₂ / q₁) · m / (√v + ε), the form just before section 2.1 of the paper.
 * amsgrad (Reddi et al. 2018) replaces v by the running maximum of v.
 * Constants such as 1 − β₂ are computed in double precision.
 */
export interface AdamRule extends RuleBase {
  readonly kind: 'adam'
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  readonly form: 'torch' | 'keras'
  readonly amsgrad: boolean
}

/**
 * Slots, in this order: [square], then [velocity] when momentum > 0, then [average] when centered.
 * square ← ρ·square + (1 − ρ)·g²; centered: average ← ρ·average + (1 − ρ)·g and the root is of max(0, square − average²);
 * step = g / (√(…) + ε); v ← momentum·v + step, p ← p − rate·v, or p ← p − rate·step without momentum.
 * progress follows β = 0.
 */
export interface RmspropRule extends RuleBase {
  readonly kind: 'rmsprop'
  readonly rho: number
  readonly momentum: number
  readonly epsilon: number
  readonly centered: boolean
}

/** The update rule of {@link OptionalKernels.optimize}. */
export type OptimizerRule = SgdRule | AdamRule | RmspropRule

/** Names of the slot buffers that a rule keeps for each parameter, in their order; all zeros before the first step. */
export function slotNames(rule: OptimizerRule): readonly string[] {
  switch (rule.kind) {
    case 'sgd':
      return rule.momentum === 0 ? [] : ['velocity']
    case 'adam':
      return rule.amsgrad ? ['m', 'v', 'vMax'] : ['m', 'v']
    case 'rmsprop':
      return ['square', ...(rule.momentum > 0 ? ['velocity'] : []), ...(rule.centered ? ['average'] : [])]
  }
}

/** Number of slot buffers that a rule keeps for each parameter. */
export function slotCount(rule: OptimizerRule): number {
  return slotNames(rule).length
}

/** The two factors β that `progress` follows: β₁ and β₂ for Adam, 0 for the others. */
export function progressBetas(rule: OptimizerRule): readonly [number, number] {
  return rule.kind === 'adam' ? [rule.beta1, rule.beta2] : [0, 0]
}
