import type { TrainingInputs } from '../../workloads/training.js'
import type { Jax, JaxArray } from './jax.js'
import type { JaxLayer } from './network.js'

/** What a step changes: parameters, and what the optimizer remembers of gradients. */
export type JaxState = {
  readonly parameters: JaxLayer[]
  readonly first: JaxLayer[]
  readonly second: JaxLayer[]
  /** Steps so far. */
  readonly step: JaxArray
}

/** A step of an optimizer. Uses up the state and the gradients. */
export type JaxUpdate = (state: JaxState, gradients: JaxLayer[]) => JaxState

/** The state before the first step. Uses up the parameters. */
export function initialState({ numpy: np, tree }: Jax, parameters: JaxLayer[]): JaxState {
  const zeros = (): JaxLayer[] =>
    tree.map((leaf) => {
      const same = np.zeros(leaf.shape)
      leaf.dispose()
      return same
    }, tree.ref(parameters))
  return { first: zeros(), second: zeros(), step: np.zeros([]), parameters }
}

/** The rule of the workload, written out: the package of optimizers for jax-js is not on npm. */
export function jaxUpdate(jax: Jax, { optimizer }: TrainingInputs): JaxUpdate {
  const { numpy: np, tree } = jax
  const { rate } = optimizer
  if (optimizer.kind === 'sgd') {
    return ({ parameters, ...rest }, gradients) => ({
      ...rest,
      parameters: tree.map((parameter, gradient) => parameter.sub(gradient.mul(rate)), parameters, gradients),
    })
  }
  const { beta1, beta2, epsilon } = optimizer
  return ({ parameters, step: before, ...moments }, gradients) => {
    const step = before.add(1)
    const correction1 = np.reciprocal(np.subtract(1, np.power(beta1, step.ref)))
    const correction2 = np.reciprocal(np.subtract(1, np.power(beta2, step.ref)))
    const first = tree.map((m, g) => m.mul(beta1).add(g.mul(1 - beta1)), moments.first, tree.ref(gradients))
    const second = tree.map((v, g) => v.mul(beta2).add(np.square(g).mul(1 - beta2)), moments.second, gradients)
    const moved = tree.map(
      (p, m, v) =>
        p.sub(
          m
            .mul(correction1.ref)
            .mul(rate)
            .div(np.sqrt(v.mul(correction2.ref)).add(epsilon)),
        ),
      parameters,
      tree.ref(first),
      tree.ref(second),
    )
    correction1.dispose()
    correction2.dispose()
    return { parameters: moved, first, second, step }
  }
}
