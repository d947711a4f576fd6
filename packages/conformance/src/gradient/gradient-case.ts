import { runInScope, tensor, valueAndGradients, type Device, type Tensor } from '@evenkeel/core'
import type { Implementation } from '../call/perform.js'
import type { Case } from '../case.js'
import { seeded } from '../data/seeded.js'
import { demand } from '../non-conformance.js'

/** An operation of core and the inputs at which it is differentiated. */
export interface Differentiable {
  readonly name: string
  readonly shapes: readonly (readonly number[])[]
  readonly f: (...x: Tensor[]) => Tensor
  /** Whether inputs are drawn from [0.5, 2), where roots and logarithms are smooth. Default false: normal numbers. */
  readonly positive?: boolean
}

/**
 * Step of the difference quotient, and how far it may be from the gradient: with values of about 1 in float32 the
 * quotient itself is off by about 2⁻²⁴ / STEP through rounding and by STEP² through curvature.
 */
const STEP = 2 ** -7
const TOLERANCE = 4e-3

/** Checks the gradient of Σ wᵢ·yᵢ, with weights w drawn at random, element by element against central differences. */
export function gradientCase({ name, shapes, f, positive = false }: Differentiable): Case {
  return {
    name: `gradient of ${name}`,
    kernel: null,
    mode: 'gradient',
    subjects: () => [`gradient of ${name}`],
    run: async ({ device, source }: Implementation) => {
      const draw = seeded(17)
      const values = shapes.map((shape) => {
        const length = shape.reduce((size, extent) => size * extent, 1)
        return positive ? draw.uniform(length, 0.5, 2) : draw.normal(length)
      })
      const problem = { device, shapes, f, weights: await drawWeights(device, shapes, values, f) }
      const gradients = await differentiate(problem, values)
      for (const [i, gradient] of gradients.entries()) {
        for (const [j, value] of values[i].entries()) {
          const moved = (by: number): Promise<number> =>
            evaluate(
              problem,
              values.map((data, k) => (k === i ? data.with(j, value + by) : data)),
            )
          const quotient = ((await moved(STEP)) - (await moved(-STEP))) / (2 * STEP)
          const error = Math.abs(gradient[j] - quotient)
          demand(
            error <= TOLERANCE * Math.max(1, Math.abs(quotient)),
            `gradient of ${name} (${source})`,
            `input ${i}, element ${j}: the gradient is ${gradient[j]}, the difference quotient ${quotient}`,
          )
        }
      }
    },
  }
}

interface Problem {
  readonly device: Device
  readonly shapes: readonly (readonly number[])[]
  readonly f: (...x: Tensor[]) => Tensor
  readonly weights: Float32Array
}

function inputs({ device, shapes }: Pick<Problem, 'device' | 'shapes'>, values: readonly Float32Array[]): Tensor[] {
  return values.map((data, i) => tensor(device, data, { shape: shapes[i] }))
}

async function drawWeights(
  device: Device,
  shapes: Problem['shapes'],
  values: readonly Float32Array[],
  f: Problem['f'],
): Promise<Float32Array> {
  const size = runInScope(device, () => f(...inputs({ device, shapes }, values)).size)
  return seeded(23).normal(size)
}

/** Σ wᵢ·yᵢ in double precision. */
async function evaluate(problem: Problem, values: readonly Float32Array[]): Promise<number> {
  const y = runInScope(problem.device, () => problem.f(...inputs(problem, values)))
  const outputs = await y.read()
  y.dispose()
  return Array.from(outputs).reduce((sum, value, i) => sum + problem.weights[i] * value, 0)
}

async function differentiate(problem: Problem, values: readonly Float32Array[]): Promise<Float32Array[]> {
  const gradients = runInScope(problem.device, () => {
    const x = inputs(problem, values)
    const { shape } = problem.f(...x)
    const seed = tensor(problem.device, problem.weights, { shape })
    return valueAndGradients(x, () => problem.f(...x), { seed }).gradients
  })
  const read = await Promise.all(gradients.map((gradient) => gradient.read()))
  for (const gradient of gradients) gradient.dispose()
  return read.map((values32) => Float32Array.from(values32))
}
