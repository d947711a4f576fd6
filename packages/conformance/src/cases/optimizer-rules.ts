import type { AdamRule, OptimizerRule, RmspropRule, SgdRule } from '@evenkeel/core/backend'

const SGD: SgdRule = {
  kind: 'sgd',
  maximize: false,
  decay: 'coupled',
  momentum: 0,
  dampening: 0,
  nesterov: false,
}

const ADAM: AdamRule = {
  kind: 'adam',
  maximize: false,
  decay: 'coupled',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-7,
  form: 'keras',
  amsgrad: false,
}

const RMSPROP: RmspropRule = {
  kind: 'rmsprop',
  maximize: false,
  decay: 'coupled',
  rho: 0.9,
  momentum: 0,
  epsilon: 1e-7,
  centered: false,
}

/** Every rule with every flag, by name. */
export const OPTIMIZER_RULES: readonly { readonly name: string; readonly rule: OptimizerRule }[] = [
  { name: 'sgd', rule: SGD },
  { name: 'sgd, decoupled decay', rule: { ...SGD, decay: 'decoupled' } },
  { name: 'sgd, maximize', rule: { ...SGD, maximize: true } },
  { name: 'sgd, momentum', rule: { ...SGD, momentum: 0.9 } },
  { name: 'sgd, momentum and dampening', rule: { ...SGD, momentum: 0.9, dampening: 0.5 } },
  { name: 'sgd, Nesterov', rule: { ...SGD, momentum: 0.9, nesterov: true } },
  { name: 'sgd, Nesterov, maximize', rule: { ...SGD, momentum: 0.9, nesterov: true, maximize: true } },
  { name: 'adam, keras form', rule: ADAM },
  { name: 'adam, keras form with a large ε', rule: { ...ADAM, epsilon: 1e-2 } },
  { name: 'adam, torch form', rule: { ...ADAM, form: 'torch', epsilon: 1e-8 } },
  { name: 'adam, torch form with a large ε', rule: { ...ADAM, form: 'torch', epsilon: 1e-2 } },
  { name: 'adam, amsgrad, keras form', rule: { ...ADAM, amsgrad: true } },
  { name: 'adam, amsgrad, torch form', rule: { ...ADAM, amsgrad: true, form: 'torch' } },
  { name: 'adam, maximize', rule: { ...ADAM, maximize: true } },
  { name: 'adam, decoupled decay', rule: { ...ADAM, decay: 'decoupled', form: 'torch' } },
  { name: 'adam, short memory', rule: { ...ADAM, beta1: 0.5, beta2: 0.9 } },
  { name: 'rmsprop', rule: RMSPROP },
  { name: 'rmsprop, momentum', rule: { ...RMSPROP, momentum: 0.9 } },
  { name: 'rmsprop, centered', rule: { ...RMSPROP, centered: true } },
  { name: 'rmsprop, momentum and centered', rule: { ...RMSPROP, momentum: 0.9, centered: true } },
  { name: 'rmsprop, maximize', rule: { ...RMSPROP, maximize: true } },
  { name: 'rmsprop, decoupled decay', rule: { ...RMSPROP, decay: 'decoupled' } },
]
