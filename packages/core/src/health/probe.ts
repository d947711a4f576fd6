import type { Activation, Buffer } from '../backend/index.js'
import type { Batch } from '../data/index.js'
import { runInScope } from '../device/index.js'
import { CallContext, type RunningStatistics } from '../layers/index.js'
import type { Loss } from '../losses/index.js'
import { gatherRows, max, min, reshape, type BatchStatistics } from '../ops/index.js'
import { tensor, type Tensor } from '../tensor/index.js'
import type { Model } from '../training/index.js'
import { predictFor } from '../training/forward.js'
import { channelMoments, mergeChannelMoments, type ChannelMoments } from './channel-moments.js'
import { listenToActivations } from './listen-to-activations.js'

/** Smallest and largest value of a layer's output. */
export interface OutputRange {
  readonly layer: string
  readonly low: number
  readonly high: number
}

/** Outputs of an activation: a sample of them (sigmoid, tanh), or the largest of each unit (relu, relu6). */
export interface ActivationSample {
  readonly layer: string
  readonly activation: ExaminedActivation
  readonly outputs: Float32Array
}

/** Activations that saturate on both sides, and rectifiers, which die on one. */
export type ExaminedActivation = SaturatingActivation | Rectifier
export type SaturatingActivation = 'sigmoid' | 'tanh'
export type Rectifier = 'relu' | 'relu6'

/** What one batch showed, on the host. */
export interface ProbedBatch {
  readonly statistics: ReadonlyMap<RunningStatistics, ChannelMoments>
  readonly ranges: readonly OutputRange[]
  readonly activations: readonly ActivationSample[]
}

/** Outputs of one saturating activation that are read of a batch, or one row where a row has more. */
const SAMPLE = 1024

const GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2

/**
 * Passes a batch through the model as a training step does, without dropout, and reads what the layers saw. The
 * statistics that they propose are committed nowhere.
 */
export async function probe(model: Model, loss: Loss, batch: Batch): Promise<ProbedBatch> {
  const seen = forward(model, loss, batch)
  try {
    const [statistics, ranges, activations] = await Promise.all([
      readStatistics(seen.proposals),
      Promise.all(
        seen.ranges.map(async ({ layer, low, high }) => ({ layer, low: await low.item(), high: await high.item() })),
      ),
      Promise.all(
        seen.activations.map(async ({ outputs, ...rest }) => ({
          ...rest,
          outputs: Float32Array.from(await outputs.read()),
        })),
      ),
    ])
    return { statistics, ranges, activations }
  } finally {
    for (const { low, high } of seen.ranges) for (const tensor of [low, high]) tensor.dispose()
    for (const { outputs } of seen.activations) outputs.dispose()
    for (const { statistics } of seen.proposals) {
      for (const tensor of tensorsOf(statistics)) tensor.dispose()
    }
  }
}

/** What {@link probe} reads, still on the device. */
interface Seen {
  readonly proposals: CallContext['proposals']
  readonly ranges: { readonly layer: string; readonly low: Tensor; readonly high: Tensor }[]
  readonly activations: {
    readonly layer: string
    readonly activation: ExaminedActivation
    readonly outputs: Tensor
  }[]
}

function forward(model: Model, loss: Loss, batch: Batch): Seen {
  return runInScope(model.device, () => {
    const ranges: Seen['ranges'] = []
    const activations: (Seen['activations'][number] & { readonly y: Buffer })[] = []
    let last: { readonly activation: Activation; readonly y: Buffer } | null = null
    const context = new CallContext({
      training: true,
      stochastic: false,
      observe({ path, kind }, output) {
        if (output.dtype !== 'float32') return
        const layer = path || kind
        ranges.push({ layer, low: min(output), high: max(output) })
        // What the activation wrote is what the layer gives: the layer ends in it, and none around the layer does.
        if (last?.y === output.buffer && isExamined(last.activation)) {
          const { activation, y } = last
          activations.push({ layer, activation, y, outputs: outputsOf(activation, output) })
        }
        last = null
      },
    })
    const { raw } = listenToActivations(
      model.device,
      (activation, y) => (last = { activation, y }),
      () => predictFor(loss, model, batch.x, context),
    )
    const inner = activations.filter(({ y }) => y !== raw.buffer)
    return {
      proposals: context.proposals,
      ranges,
      activations: inner.map(({ layer, activation, outputs }) => ({ layer, activation, outputs })),
    }
  })
}

function isExamined(activation: Activation): activation is ExaminedActivation {
  return isSaturating(activation) || activation === 'relu' || activation === 'relu6'
}

export function isSaturating(activation: Activation): activation is SaturatingActivation {
  return activation === 'sigmoid' || activation === 'tanh'
}

function outputsOf(activation: ExaminedActivation, output: Tensor): Tensor {
  const units = output.shape.at(-1) ?? 1
  const rows = reshape(output, [output.size / units, units])
  return isSaturating(activation) ? sampleRows(rows) : max(rows, { axis: 0 })
}

/** Some rows, far from one another: multiples of the golden ratio spread evenly and fall into step with no image width. */
function sampleRows(x: Tensor): Tensor {
  const [rows, units] = x.shape
  if (x.size <= SAMPLE) return x
  const count = Math.max(1, Math.floor(SAMPLE / units))
  const chosen = Int32Array.from({ length: count }, (_, i) => Math.floor(((i * GOLDEN_RATIO) % 1) * rows))
  return gatherRows(x, tensor(x.device, chosen, { dtype: 'int32' }))
}

/** Statistics of each layer, all its calls together. */
async function readStatistics(proposals: Seen['proposals']): Promise<Map<RunningStatistics, ChannelMoments>> {
  const read = proposals.map(async ({ target, statistics }) => {
    const arrays = await Promise.all(tensorsOf(statistics).map((tensor) => tensor.read()))
    return { target, moments: channelMoments(arrays) }
  })
  const merged = new Map<RunningStatistics, ChannelMoments>()
  for (const { target, moments } of await Promise.all(read)) {
    const earlier = merged.get(target)
    merged.set(target, earlier === undefined ? moments : mergeChannelMoments(earlier, moments))
  }
  return merged
}

function tensorsOf({ count, center, residual, m2 }: BatchStatistics): Tensor[] {
  return [count, center, residual, m2]
}
