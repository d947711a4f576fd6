import {
  Dataset,
  Layer,
  ops,
  sequential,
  type Device,
  type HostTensor,
  type Optimizer,
  type Parameter,
  type Shape,
  type Tensor,
} from '@evenkeel/core'

/** A network whose gradient to its parameter is its input: f(p) = Σ x·p. */
class GivenGradient extends Layer {
  parameter!: Parameter

  override build(inputShape: Shape): void {
    this.parameter = this.addParameter('parameter', inputShape, { initializer: 'zeros' })
  }

  override outputShape(): Shape {
    return [1]
  }

  override call(x: Tensor): Tensor {
    return ops.reshape(ops.sum(ops.mul(x, this.parameter.value)), [1, 1])
  }
}

/** What an optimizer is given, and where it begins. */
export interface OptimizerRun {
  readonly optimizer: Optimizer
  readonly parameter: HostTensor
  /** One a step. */
  readonly gradients: readonly HostTensor[]
  /** What the rule's slots hold before the first step. Default: zeros. */
  readonly slots?: readonly HostTensor[]
  /** What progress holds before the first step, see `OptimizerRule`. Default: zeros. */
  readonly progress?: readonly [number, number]
}

/** A parameter and its slots after a step. */
export interface OptimizerStep {
  readonly parameter: HostTensor
  readonly slots: readonly HostTensor[]
}

/** Trains one parameter on given gradients with `model.fit`, and tells what every step left. */
export async function runOptimizer(device: Device, run: OptimizerRun): Promise<OptimizerStep[]> {
  const { optimizer, parameter, gradients, slots = [], progress } = run
  const layer = new GivenGradient()
  const model = sequential([layer])
  model.compile({ device, optimizer, loss: (_target, prediction) => prediction })
  const { state } = model.trainerFor(parameter.shape)
  layer.parameter.assign(device, parameter)
  slots.forEach(({ data }, i) => device.write(state.slots[0][i].buffer, Float32Array.from(data)))
  if (progress !== undefined) device.write(state.progress.buffer, Float32Array.from(progress))
  const read = async (tensor: Tensor): Promise<HostTensor> => ({ data: await tensor.read(), shape: tensor.shape })
  const steps: OptimizerStep[] = []
  const batch = ({ data, shape }: HostTensor): { x: HostTensor; y: number[][] } => ({
    x: { data, shape: [1, ...shape] },
    y: [[0]],
  })
  try {
    await model.fit(
      Dataset.fromBatches((epoch) => [batch(gradients[epoch])]),
      {
        epochs: gradients.length,
        callbacks: [
          {
            onEpochEnd: async () => {
              const remembered = await Promise.all(state.slots[0].map(read))
              steps.push({ parameter: await read(layer.parameter.value), slots: remembered })
            },
          },
        ],
      },
    )
    return steps
  } finally {
    model.dispose()
  }
}
