import { cpu } from '@evenkeel/backend-cpu'
import type { Provider } from '@evenkeel/core/backend'
import { describe, expect, test } from 'vitest'
import { decorate } from '../../src/decorators/decorate.js'
import type { CaseData } from '../../src/vectors/format.js'
import { given, onCpu } from './on-cpu.js'

const TOLERANCE = { float32: { rtol: 1e-5, atol: 1e-6 } }

/** dx of a leaky ReLU of slope 1/4 is dy where x > 0 and dy/4 elsewhere. */
const leaky: CaseData = {
  name: 'leaky',
  op: 'LeakyReLU',
  attributes: { negativeSlope: 0.25 },
  inputs: [given('x', [3], [-2, 0, 3]), given('dy', [3], [8, 8, 8])],
  outputs: [
    { ...given('y', [3], [-0.5, 0, 3], 'float64'), tolerance: TOLERANCE },
    { ...given('dx', [3], [2, 2, 8], 'float64'), tolerance: TOLERANCE },
  ],
}

/** A CPU whose gradients of activations come out a thousandth too large. */
const inexact: Provider<unknown> = decorate(cpu as Provider<unknown>, ({ kernels }) => ({
  kernels: {
    ...kernels,
    activateGradient: (args) => {
      kernels.activateGradient!(args)
      kernels.map({ x: args.dx, out: args.dx, op: 'linear', alpha: 1.001, beta: 0 })
    },
  },
}))

describe('a case', () => {
  test('passes when all outputs are within bounds', async () => {
    expect(await onCpu('torch/activations', leaky)).toMatchObject({ status: 'passed', reason: null })
  })

  test.each([0, 1])('fails when output %i is wrong in one element', async (wrong) => {
    const outputs = leaky.outputs.map((output, i) =>
      i === wrong ? { ...output, data: [1, ...output.data!.slice(1)] } : output,
    )
    const result = await onCpu('torch/activations', { ...leaky, outputs })
    expect(result).toMatchObject({ status: 'failed', mismatches: [{ index: 0, want: 1, count: 1, of: 3 }] })
  })

  test('fails on a device whose kernel is a thousandth off, and only in what that kernel computes', async () => {
    const { status, mismatches } = await onCpu('torch/activations', leaky, inexact)
    expect(status).toBe('failed')
    expect(mismatches.map(({ output }) => output)).toEqual(['dx'])
  })

  test('is skipped for an attribute, an input or an output that nobody understands', async () => {
    const attribute = { ...leaky, attributes: { negativeSlope: 0.25, mood: 'glad' } }
    const input = { ...leaky, inputs: [...leaky.inputs, given('w', [1], [1])] }
    const output = { ...leaky, outputs: [...leaky.outputs, given('dw', [1], [1])] }
    const reasons = await Promise.all(
      [attribute, input, output].map(async (data) => (await onCpu('torch/activations', data)).reason),
    )
    expect(reasons).toEqual(['attribute not understood: mood', 'input not understood: w', 'output not understood: dw'])
  })

  test('is skipped for an attribute that is missing or of another type', async () => {
    expect(await onCpu('torch/activations', { ...leaky, attributes: {} })).toMatchObject({
      status: 'skipped',
      reason: 'attribute negativeSlope is missing',
    })
    expect(await onCpu('torch/activations', { ...leaky, attributes: { negativeSlope: '1/4' } })).toMatchObject({
      status: 'skipped',
      reason: 'attribute negativeSlope = "1/4" is not supported',
    })
  })

  test('is skipped for dtypes and operations that core has not', async () => {
    const inputs = leaky.inputs.map((input) => ({ ...input, dtype: 'float64' }))
    expect((await onCpu('torch/activations', { ...leaky, inputs })).reason).toBe('dtype float64')
    expect((await onCpu('torch/activations', { ...leaky, op: 'Maxout' })).reason).toBe('no such operation')
  })

  test('fails without a tolerance for float32', async () => {
    const outputs = leaky.outputs.map(({ tolerance: _, ...output }) => output)
    expect(await onCpu('torch/activations', { ...leaky, outputs })).toMatchObject({ status: 'failed' })
  })
})

describe('a case that the reference refuses', () => {
  const refused: CaseData = {
    name: 'one value per channel',
    op: 'BatchNorm1d',
    attributes: { eps: 1e-5, momentum: 0.1, affine: true, trackRunningStats: true, steps: 1, channelAxis: 1 },
    inputs: [given('x_1', [1, 3], [1, 2, 3])],
    outputs: [],
    throws: 'ValueError',
  }

  test('passes when core refuses it with an error of its own', async () => {
    expect(await onCpu('torch/batchnorm_hard', refused)).toMatchObject({ status: 'passed' })
  })

  test('fails when core gives a result', async () => {
    const inputs = [given('x_1', [2, 3], [1, 2, 3, 4, 5, 6])]
    expect(await onCpu('torch/batchnorm_hard', { ...refused, inputs })).toMatchObject({
      status: 'failed',
      reason: 'no error was thrown; the reference says: ValueError',
    })
  })
})
