import type { AdamRule, OptimizerRule, RmspropRule, SgdRule } from '@evenkeel/core/backend'

/** What of a rule makes another program; its numbers are told at each launch. */
export type Variant =
  | { readonly kind: 'sgd'; readonly moving: boolean; readonly nesterov: boolean }
  | { readonly kind: 'adam'; readonly form: AdamRule['form']; readonly amsgrad: boolean }
  | { readonly kind: 'rmsprop'; readonly moving: boolean; readonly centered: boolean }

/** Numbers of all rules; `rest` goes with `rho` and is 1 − ρ in double precision, `rest1` and `rest2` with the betas. */
export interface RuleNumbers {
  readonly momentum: number
  readonly dampening: number
  readonly beta1: number
  readonly rest1: number
  readonly beta2: number
  readonly rest2: number
  readonly rho: number
  readonly rest: number
  readonly epsilon: number
}

const NONE: RuleNumbers = {
  momentum: 0,
  dampening: 0,
  beta1: 0,
  rest1: 1,
  beta2: 0,
  rest2: 1,
  rho: 0,
  rest: 1,
  epsilon: 0,
}

export function variantOf(rule: OptimizerRule): Variant {
  switch (rule.kind) {
    case 'sgd':
      return { kind: 'sgd', moving: rule.momentum !== 0, nesterov: rule.nesterov }
    case 'adam':
      return { kind: 'adam', form: rule.form, amsgrad: rule.amsgrad }
    case 'rmsprop':
      return { kind: 'rmsprop', moving: rule.momentum > 0, centered: rule.centered }
  }
}

export function numbersOf(rule: OptimizerRule): RuleNumbers {
  switch (rule.kind) {
    case 'sgd':
      return { ...NONE, ...numbersOfSgd(rule) }
    case 'adam':
      return { ...NONE, ...numbersOfAdam(rule) }
    case 'rmsprop':
      return { ...NONE, ...numbersOfRmsprop(rule) }
  }
}

const numbersOfSgd = ({ momentum, dampening }: SgdRule): Partial<RuleNumbers> => ({ momentum, dampening })

const numbersOfAdam = ({ beta1, beta2, epsilon }: AdamRule): Partial<RuleNumbers> => {
  return { beta1, rest1: 1 - beta1, beta2, rest2: 1 - beta2, epsilon }
}

const numbersOfRmsprop = ({ rho, momentum, epsilon }: RmspropRule): Partial<RuleNumbers> => {
  return { rho, rest: 1 - rho, momentum, epsilon }
}

/** A rule as GLSL for one element. */
export interface RuleSource {
  /** How many slots the rule keeps. */
  readonly slots: number
  /** The numbers that the statements name. */
  readonly numbers: readonly (keyof RuleNumbers)[]
  /** Assigns next0, next1, … from slot0, slot1, …, and `change`, from g and the progress q1 and q2. */
  readonly statements: string
}

export function ruleSource(variant: Variant): RuleSource {
  switch (variant.kind) {
    case 'sgd':
      return variant.moving ? momentumSource(variant.nesterov) : { slots: 0, numbers: [], statements: 'change = g;' }
    case 'adam':
      return adamSource(variant.form, variant.amsgrad)
    case 'rmsprop':
      return rmspropSource(variant.moving, variant.centered)
  }
}

function momentumSource(nesterov: boolean): RuleSource {
  const statements = `
    next0 = momentum * slot0 + (1.0 - dampening * q1) * g;
    change = ${nesterov ? 'g + momentum * next0' : 'next0'};`
  return { slots: 1, numbers: ['momentum', 'dampening'], statements }
}

function adamSource(form: AdamRule['form'], amsgrad: boolean): RuleSource {
  const second = amsgrad ? 'next2' : 'next1'
  const change = {
    torch: `(next0 / q1) / (exactSqrt(${second} / q2) + epsilon)`,
    keras: `((exactSqrt(q2) / q1) * next0) / (exactSqrt(${second}) + epsilon)`,
  }[form]
  const statements = `
    next0 = beta1 * slot0 + rest1 * g;
    next1 = beta2 * slot1 + rest2 * g * g;
    ${amsgrad ? 'next2 = isNaN(slot2) ? slot2 : isNaN(next1) ? next1 : max(slot2, next1);' : ''}
    change = ${change};`
  return { slots: amsgrad ? 3 : 2, numbers: ['beta1', 'rest1', 'beta2', 'rest2', 'epsilon'], statements }
}

function rmspropSource(moving: boolean, centered: boolean): RuleSource {
  const average = moving ? 2 : 1
  const centering = `
    next${average} = rho * slot${average} + rest * g;
    spread -= next${average} * next${average};
    spread = isNaN(spread) ? spread : max(spread, 0.0);`
  const statements = `
    next0 = rho * slot0 + rest * g * g;
    float spread = next0;
    ${centered ? centering : ''}
    change = g / (exactSqrt(spread) + epsilon);
    ${moving ? 'next1 = momentum * slot1 + change; change = next1;' : ''}`
  const slots = 1 + (moving ? 1 : 0) + (centered ? 1 : 0)
  return { slots, numbers: moving ? ['rho', 'rest', 'momentum', 'epsilon'] : ['rho', 'rest', 'epsilon'], statements }
}
