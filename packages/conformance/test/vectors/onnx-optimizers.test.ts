import { describe, expect, test } from 'vitest'
import type { CaseData, TensorData } from '../../src/vectors/format.js'
import { given, onCpu } from './on-cpu.js'

const RATE = 0.1
const x = [1.2, 2.8]
const g = [-0.94, -2.5]
const v = [1.7, 3.6]
const h = [0.1, 0.3]

/** A case of two tensors of one element, after `updates` updates. */
function caseOf(
  op: string,
  updates: number,
  attributes: CaseData['attributes'],
  states: readonly (readonly number[])[],
  results: readonly (readonly number[])[],
): CaseData {
  const scalars = [given('r', [], [RATE]), given('t', [], [updates], 'int64')]
  const columns = (prefix: string, lists: readonly (readonly number[])[]): TensorData[] =>
    lists.flatMap((list, kind) => list.map((value, i) => given(`${prefix}${kind}_${i}`, [1], [value])))
  const inputs = [...scalars, ...columns('in', [x, g, ...states])]
  const outputs = columns('out', results)
  return {
    name: op,
    op,
    opset: 1,
    attributes,
    nodeInputs: inputs.map(({ name }) => name),
    nodeOutputs: outputs.map(({ name }) => name),
    inputs: inputs.map((input) => ({ ...input, data: input.data!.map((value) => Math.fround(Number(value))) })),
    outputs,
    tolerance: { float32: { rtol: 1e-5, atol: 1e-6 } },
  }
}

/** The formulas of the specification (ai.onnx.preview.training, version 1) in double precision. */
function adam(updates: number): [number[], number[], number[]] {
  const [alpha, beta, epsilon, decay] = [0.9, 0.99, 1e-3, 0.01]
  const correction = updates > 0 ? Math.sqrt(1 - beta ** updates) / (1 - alpha ** updates) : 1
  const regularized = g.map((value, i) => value + decay * x[i])
  const velocity = v.map((value, i) => alpha * value + (1 - alpha) * regularized[i])
  const squares = h.map((value, i) => beta * value + (1 - beta) * regularized[i] ** 2)
  const moved = x.map((value, i) => value - (RATE * correction * velocity[i]) / (Math.sqrt(squares[i]) + epsilon))
  return [moved, velocity, squares]
}

function momentum(updates: number, nesterov: boolean): [number[], number[]] {
  const [alpha, beta, decay] = [0.9, 0.25, 0.01]
  const regularized = g.map((value, i) => value + decay * x[i])
  const velocity = v.map((value, i) => alpha * value + (updates > 0 ? beta : 1) * regularized[i])
  const step = nesterov ? regularized.map((value, i) => value + alpha * velocity[i]) : velocity
  return [x.map((value, i) => value - RATE * step[i]), velocity]
}

describe('ONNX optimizers', () => {
  test.each([0, 1, 7])('Adam corrects its bias by the update count %i, not at all by 0', async (updates) => {
    const attributes = { alpha: 0.9, beta: 0.99, epsilon: 1e-3, norm_coefficient: 0.01 }
    const data = caseOf('Adam', updates, attributes, [v, h], adam(updates))
    expect(await onCpu('onnx/optimizers', data)).toMatchObject({ status: 'passed', reason: null })
  })

  test.each([
    [0, 'standard'],
    [3, 'standard'],
    [0, 'nesterov'],
    [3, 'nesterov'],
  ])('Momentum damps the gradient by beta after the first update (%i, %s)', async (updates, mode) => {
    const attributes = { alpha: 0.9, beta: 0.25, mode, norm_coefficient: 0.01 }
    const data = caseOf('Momentum', updates, attributes, [v], momentum(updates, mode === 'nesterov'))
    expect(await onCpu('onnx/optimizers', data)).toMatchObject({ status: 'passed', reason: null })
  })

  test('are skipped where they have no counterpart', async () => {
    const attributes = { alpha: 0.9, beta: 0.25, norm_coefficient_post: 0.5 }
    const data = caseOf('Adam', 0, attributes, [v, h], adam(0))
    expect((await onCpu('onnx/optimizers', data)).reason).toBe('attribute norm_coefficient_post: no such decay')
  })
})
