import { describe, expect, test } from 'vitest'
import {
  batchNormalization,
  Dataset,
  dense,
  Layer,
  NonFiniteError,
  ops,
  sequential,
  type Callback,
  type CallContext,
  type Sequential,
  type Tensor,
} from '../../src/index.js'
import { openComposed, openCpu } from '../support/devices.js'
import { bits, clusters } from './support.js'

const { x, y } = clusters(128)

/** Gives NaN in the calls that are named, by number, when the model trains. */
class Sick extends Layer {
  #calls = 0
  readonly #sickCalls: readonly number[]

  constructor(sickCalls: readonly number[], name: string) {
    super({ name })
    this.#sickCalls = sickCalls
  }

  override call(input: Tensor, { training }: CallContext): Tensor {
    if (!training) return input
    const sick = this.#sickCalls.includes(this.#calls)
    this.#calls += 1
    return sick ? ops.mul(input, NaN) : input
  }
}

async function network(open: typeof openCpu, sick: Layer): Promise<Sequential> {
  const model = sequential([
    dense(16, { activation: 'relu', inputShape: [8] }),
    sick,
    batchNormalization(),
    dense(3, { activation: 'softmax' }),
  ])
  model.compile({ device: await open(), optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', seed: 3 })
  return model
}

describe.each([
  ['fused', openCpu],
  ['composed', openComposed],
])('a step that is not finite (%s kernels)', (_, open) => {
  test('changes nothing when skipped: weights, running statistics, optimizer', async () => {
    const model = await network(open, new Sick([4], 'sick'))
    await model.fit(x, y, { batchSize: 32 })
    const before = await bits(model)
    const slots = async (): Promise<unknown> =>
      Promise.all([...model.trainer.state.tensors.values()].map((t) => t.read()))
    const optimizer = await slots()
    const history = await model.fit(x, y, { batchSize: 128, onNonFinite: 'skip' })
    expect(history.drops).toEqual({ count: 1, firstStep: 4 })
    expect(await bits(model)).toEqual(before)
    expect(await slots()).toEqual(optimizer)
  })

  test('is counted, and the others go on and are alone in the metrics', async () => {
    const model = await network(open, new Sick([1, 2], 'sick'))
    const history = await model.fit(x, y, { batchSize: 32, onNonFinite: 'skip' })
    expect(history.drops).toEqual({ count: 2, firstStep: 1 })
    expect(Number.isFinite(history.metrics.loss[0])).toBe(true)
  })

  test('is counted by its number when the model moves between epochs', async () => {
    const options = { batchSize: 32, epochs: 3, onNonFinite: 'skip' as const }
    const other = await open()
    const callbacks: Callback[] = [{ onEpochEnd: (_epoch, _logs, run) => run.model.to(other) }]
    const twice = await network(open, new Sick([2, 6, 7], 'sick'))
    expect((await twice.fit(x, y, { ...options, callbacks })).drops).toEqual({ count: 3, firstStep: 2 })
    const late = await network(open, new Sick([6, 9], 'sick'))
    expect((await late.fit(x, y, { ...options, callbacks })).drops).toEqual({ count: 2, firstStep: 6 })
  })

  test('ends training by default, with the guilty layer named and nothing lost', async () => {
    const twin = await network(open, new Sick([], 'sick'))
    await twin.fit(x, y, { batchSize: 32, epochs: 1 })
    const model = await network(open, new Sick([4, 5, 6, 7, 8], 'culprit'))
    const error = await model.fit(x, y, { batchSize: 32, epochs: 2 }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(NonFiniteError)
    expect((error as NonFiniteError).layer).toBe('culprit')
    expect((error as NonFiniteError).message).toContain('Step 4')
    expect(await bits(model)).toEqual(await bits(twin))
    expect(model.trainer.step).toBe(4)
  })

  test('lets no later step change anything, sound ones neither, until training begins anew', async () => {
    const twin = await network(open, new Sick([], 'sick'))
    await twin.fit(x, y, { batchSize: 32, epochs: 1 })
    const model = await network(open, new Sick([4], 'sick'))
    await expect(model.fit(x, y, { batchSize: 32, epochs: 2 })).rejects.toThrow('Step 4')
    expect(await bits(model)).toEqual(await bits(twin))
    const [again, further] = [await model.fit(x, y, { batchSize: 32 }), await twin.fit(x, y, { batchSize: 32 })]
    expect(await bits(model)).toEqual(await bits(twin))
    expect(again.metrics).toEqual(further.metrics)
    expect(again.drops).toEqual({ count: 0, firstStep: null })
  })

  test('is found among steps of several micro-batches, the last of them shorter', async () => {
    // Five batches make steps of 3 and 2: calls 5 to 7 are those of step 2, the first of epoch 1, 8 and 9 those of step 3.
    const model = await network(open, new Sick([8, 9, 10, 11], 'sick'))
    const options = { batchSize: 26, accumulationSteps: 3, epochs: 2 }
    await expect(model.fit(x, y, options)).rejects.toThrow('Step 3')
    expect(model.trainer.step).toBe(3)
    const skipping = await network(open, new Sick([6], 'sick'))
    const { drops, steps } = await skipping.fit(x, y, { ...options, onNonFinite: 'skip' })
    expect({ drops, steps }).toEqual({ drops: { count: 1, firstStep: 2 }, steps: 4 })
  })

  test('is told of when its batch does not come again', async () => {
    const model = await network(open, new Sick([1], 'sick'))
    let epochs = 0
    const examples = (): { x: typeof x; y: typeof y }[] => Array(epochs++ < 2 ? 2 : 0).fill({ x, y })
    await expect(model.fit(Dataset.fromBatches(examples))).rejects.toThrow('its layer is unknown')
  })

  test('is found in the gradients when all outputs are finite', async () => {
    /** √x at 0: the value is 0, the slope infinite. */
    class Root extends Layer {
      override call(input: Tensor): Tensor {
        return ops.sqrt(ops.mul(input, 0))
      }
    }
    const model = sequential([
      dense(4, { inputShape: [8], name: 'first' }),
      new Root({ name: 'root' }),
      dense(3, { activation: 'softmax', name: 'last' }),
    ])
    model.compile({ device: await open(), loss: 'sparseCategoricalCrossentropy' })
    await expect(model.fit(x, y, { batchSize: 32 })).rejects.toMatchObject({ code: 'NON_FINITE', layer: 'root' })
  })

  test('is laid to the loss when all outputs are finite and the loss is not', async () => {
    const model = sequential([dense(3, { inputShape: [8], kernelInitializer: 'zeros' })])
    model.compile({ device: await open(), loss: 'sparseCategoricalCrossentropy' })
    const error = await model.fit(x, y, { batchSize: 32 }).catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'NON_FINITE', layer: null })
    expect((error as NonFiniteError).message).toContain('probabilities or logits')
  })
})
