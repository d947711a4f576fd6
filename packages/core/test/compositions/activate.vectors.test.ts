import { describe, test } from 'vitest'
import { ACTIVATION_SAVES } from '../../src/backend/index.js'
import type { Activation } from '../../src/backend/index.js'
import { expectClose } from './support/closeness.js'
import { openLaboratory } from './support/laboratory.js'
import { numbers, tolerance, vectorCases, vectorsPresent } from './support/vectors.js'
import type { VectorCase } from './support/vectors.js'

/** The activation and alpha that a case of PyTorch means, or null where the kernels have no such activation. */
function meaning({ op, attributes }: VectorCase): { activation: Activation; alpha: number } | null {
  const plain: Record<string, Activation> = {
    ReLU: 'relu',
    ReLU6: 'relu6',
    LeakyReLU: 'leakyRelu',
    ELU: 'elu',
    Sigmoid: 'sigmoid',
    Tanh: 'tanh',
    GELU: attributes.approximate === 'tanh' ? 'geluTanh' : 'gelu',
    SiLU: 'silu',
    Hardswish: 'hardSwish',
    Mish: 'mish',
  }
  const activation = op === 'Softplus' && attributes.beta === 1 ? 'softplus' : plain[op]
  return activation === undefined
    ? null
    : { activation, alpha: Number(attributes.negativeSlope ?? attributes.alpha ?? 0) }
}

const cases = vectorCases('torch/activations.json').flatMap((vector) => {
  const means = meaning(vector)
  return means === null ? [] : [{ name: vector.name, vector, ...means }]
})

describe.runIf(vectorsPresent)("PyTorch's activations", () => {
  test.each(cases)('$name', async ({ vector, activation, alpha }) => {
    const lab = await openLaboratory()
    const x = lab.floats(numbers(vector.inputs, 'x'))
    const y = lab.empty(x.length)
    lab.run('activate', { x, y, activation, alpha })
    expectClose(lab.values(y), numbers(vector.outputs, 'y'), tolerance(vector.outputs, 'y'))
    if (!vector.outputs.some(({ name }) => name === 'dx')) return
    const dx = lab.empty(x.length)
    const saved = ACTIVATION_SAVES[activation] === 'input' ? x : y
    lab.run('activateGradient', {
      dy: lab.floats(numbers(vector.inputs, 'dy')),
      saved,
      dx,
      activation,
      alpha,
    })
    expectClose(lab.values(dx), numbers(vector.outputs, 'dx'), tolerance(vector.outputs, 'dx'))
  })
})
