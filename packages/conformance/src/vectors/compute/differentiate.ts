import { valueAndGradients, type Tensor } from '@evenkeel/core'

/**
 * y of a function, and where an upstream gradient is given the gradients `dx`, `dgamma`, … of its operands under their
 * names.
 *
 * @param operands null for one that is left out
 */
export function differentiate(
  operands: Readonly<Record<string, Tensor | null>>,
  dy: Tensor | null,
  compute: () => Tensor,
  output = 'y',
): Record<string, Tensor> {
  if (dy === null) return { [output]: compute() }
  const present = Object.entries(operands).filter((entry): entry is [string, Tensor] => entry[1] !== null)
  const { value, gradients } = valueAndGradients(
    present.map(([, tensor]) => tensor),
    compute,
    { seed: dy },
  )
  return { [output]: value, ...Object.fromEntries(present.map(([name], i) => [`d${name}`, gradients[i]])) }
}
