import {
  CallContext,
  commitStatistics,
  initializers,
  inMemoryCollective,
  ones,
  ops,
  synchronizedBatchNormalization,
  valueAndGradients,
  type SynchronizedBatchNormalization,
  type Tensor,
} from '@evenkeel/core'
import { scoped, type CaseRunner, type CaseSubject } from '../case/subject.js'

/**
 * One training step of batch norm over several ranks, as parts of one batch. The share of a rank in the gradients of γ and
 * β is what they are when only that rank's upstream gradient is not zero.
 */
export const syncBatchNorm: CaseRunner = scoped((subject) => {
  const { attributes, inputs } = subject
  const ranks = Array.from({ length: attributes.integer('worldSize') }, (_, rank) => rank)
  const parts = ranks.map((rank) => inputs.tensor(`x_${rank}`))
  const upstream = ranks.map((rank) => inputs.tensor(`dy_${rank}`))
  const layer = place(subject, parts)
  try {
    const x = ops.concat(parts)
    const whole = pass(layer, x, ops.concat(upstream))
    const outputs: Record<string, Tensor> = { ...whole.statistics, dgamma: whole.dgamma, dbeta: whole.dbeta }
    const start = (rank: number): number => parts.slice(0, rank).reduce((sum, part) => sum + part.shape[0], 0)
    ranks.forEach((rank) => {
      const cut = (tensor: Tensor): Tensor =>
        ops.slice(tensor, [start(rank), ...tensor.shape.slice(1).map(() => 0)], parts[rank].shape)
      outputs[`y_${rank}`] = cut(whole.y)
      outputs[`dx_${rank}`] = cut(whole.dx)
      const alone = pass(layer, x, ops.concat(upstream.map((dy, other) => (other === rank ? dy : ops.zerosLike(dy)))))
      outputs[`dgamma_local_${rank}`] = alone.dgamma
      outputs[`dbeta_local_${rank}`] = alone.dbeta
    })
    const factor = ones(x.device, [1])
    const { running } = layer
    if (running === null) return outputs
    commitStatistics(x.device, running, [whole.proposed], factor.buffer)
    outputs.running_mean_1 = ops.linear(running.mean.value, 1)
    outputs.running_var_1 = ops.linear(running.variance.value, 1)
    return outputs
  } finally {
    for (const variable of layer.ownVariables) variable.dispose()
  }
})

function place({ attributes, inputs, device }: CaseSubject, parts: readonly Tensor[]): SynchronizedBatchNormalization {
  const layer = synchronizedBatchNormalization({
    convention: 'torch',
    axis: attributes.integer('channelAxis'),
    momentum: attributes.numberOrNull('momentum'),
    epsilon: attributes.number('eps'),
    collective: { ...inMemoryCollective(parts.length), partition: () => parts.map(({ shape }) => shape[0]) },
  })
  layer.ensureBuilt(parts[0].shape.slice(1))
  const { gamma, beta, running } = layer
  gamma?.assign(device, inputs.host('gamma'))
  beta?.assign(device, inputs.host('beta'))
  running?.mean.assign(device, inputs.host('running_mean_0'))
  running?.variance.assign(device, inputs.host('running_var_0'))
  running?.updates.initialize(device, initializers.initializerRandom(0, 0))
  return layer
}

interface Pass {
  readonly y: Tensor
  readonly dx: Tensor
  readonly dgamma: Tensor
  readonly dbeta: Tensor
  readonly statistics: { readonly mean: Tensor; readonly var_biased: Tensor }
  readonly proposed: CallContext['proposals'][number]['statistics']
}

function pass(layer: SynchronizedBatchNormalization, x: Tensor, seed: Tensor): Pass {
  const context = new CallContext({ training: true })
  const parameters = [layer.gamma, layer.beta].flatMap((parameter) => (parameter === null ? [] : [parameter.value]))
  const { value, gradients, auxiliary } = valueAndGradients(
    [x, ...parameters],
    () => {
      const y = layer.call(x, context)
      return { value: y, auxiliary: context.proposals[0].statistics }
    },
    { seed },
  )
  const [dx, dgamma, dbeta] = gradients
  const { count, center, residual, m2 } = auxiliary
  const statistics = {
    mean: ops.add(center, residual),
    var_biased: ops.div(m2, count),
  }
  return { y: value, dx, dgamma, dbeta, statistics, proposed: auxiliary }
}
