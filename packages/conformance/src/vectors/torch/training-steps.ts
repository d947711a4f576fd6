import { ops, type RunningNormalization, type RunningNormalizationOptions, type Tensor } from '@evenkeel/core'
import { PlacedNormalization } from '../compute/placed-normalization.js'
import type { CaseSubject } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'

/**
 * Training steps 1, 2, … and a pass at test time after the last, all through one layer. Gradients where there is an
 * upstream gradient; running statistics after each step.
 */
export function trainingSteps(
  { device, inputs }: CaseSubject,
  layer: RunningNormalization,
  steps: number,
): Record<string, Tensor> {
  const shape = inputs.host('x_1').shape
  const placed = new PlacedNormalization(device, shape.slice(1), layer, {
    gamma: inputs.hostOrNull('gamma'),
    beta: inputs.hostOrNull('beta'),
    mean: inputs.hostOrNull('running_mean_0'),
    variance: inputs.hostOrNull('running_var_0'),
  })
  try {
    const outputs: Record<string, Tensor> = {}
    const pass = (label: string, training: boolean): void => {
      const results = placed.pass(inputs.tensor(`x_${label}`), inputs.tensorOrNull(`dy_${label}`), training)
      for (const [name, tensor] of Object.entries(results)) if (tensor !== null) outputs[`${name}_${label}`] = tensor
    }
    for (let step = 1; step <= steps; step++) {
      pass(String(step), true)
      if (placed.running === null) continue
      const { mean, variance, updates } = placed.running
      outputs[`running_mean_${step}`] = ops.linear(mean, 1)
      outputs[`running_var_${step}`] = ops.linear(variance, 1)
      outputs[`num_batches_tracked_${step}`] = ops.reshape(ops.linear(updates, 1), [])
    }
    if (inputs.has('x_eval')) pass('eval', false)
    return outputs
  } finally {
    placed.dispose()
  }
}

/** The attributes that PyTorch's layers with running statistics share. */
export function runningOptions({ attributes, inputs }: CaseSubject): RunningNormalizationOptions {
  const affine = attributes.flag('affine')
  if (!affine && (inputs.has('gamma') || inputs.has('beta'))) {
    throw new Unsupported('parameters for a layer without any')
  }
  return {
    convention: 'torch',
    axis: attributes.integer('channelAxis'),
    momentum: attributes.numberOrNull('momentum'),
    epsilon: attributes.number('eps'),
    center: affine,
    scale: affine,
    trackRunningStatistics: attributes.flag('trackRunningStats'),
  }
}
