import { OptionError } from '../../errors.js'
import { keep } from '../../device/index.js'
import type { Variable } from '../../layers/index.js'
import { Tensor } from '../../tensor/index.js'
import type { DataInput } from '../inputs.js'
import type { Model } from '../model.js'
import { recalibrate } from '../recalibrate.js'
import type { Callback } from './callback.js'

/** Options of {@link averagedWeights}. */
export interface AveragedWeightsOptions {
  /**
   * Weight of the old average, in [0, 1): an exponential moving average of every step (Polyak averaging). `uniform`: the
   * plain average of the weights at the end of each epoch (stochastic weight averaging, Izmailov et al. 2018).
   * Default 0.999.
   */
  readonly decay?: number | 'uniform'
  /** First epoch that is averaged, from 0. Default 0. */
  readonly startEpoch?: number
  /**
   * Running statistics of the averaged network, which never ran in training: those of the last step (`copy`), averaged
   * like the weights (`average`), or estimated anew from `data` (`recalibrate`), which is the right one when weights
   * moved far while they were averaged. Default 'average'.
   */
  readonly statistics?: 'copy' | 'average' | 'recalibrate'
  /** Samples for `recalibrate`. */
  readonly data?: DataInput
}

/** An averaged variable. */
interface Average {
  readonly variable: Variable
  readonly tensor: Tensor
}

/**
 * Averages the weights along training, on the device, and gives the average to the model at the end.
 *
 * @throws OptionError when decay is not in [0, 1), or statistics are to be recalibrated without data
 */
export function averagedWeights(options: AveragedWeightsOptions = {}): Callback {
  const { decay = 0.999, startEpoch = 0, statistics = 'average', data } = options
  if (decay !== 'uniform' && !(decay >= 0 && decay < 1)) {
    throw new OptionError({
      what: `averagedWeights: decay is ${String(decay)}.`,
      remedy: "Give a number from 0 up to, not including, 1, or 'uniform'.",
    })
  }
  if (statistics === 'recalibrate' && data === undefined) {
    throw new OptionError({
      what: 'averagedWeights: statistics are to be recalibrated, but no data was given.',
      remedy: 'Give the training inputs as data.',
    })
  }
  let averages: Average[] = []
  let count = 0
  const update = (model: Model, weight: number): void => {
    if (count === 0) averages = begin(model, statistics === 'average')
    else averages.forEach((average) => blend(average, weight))
    count += 1
  }
  return {
    onTrainBegin() {
      count = 0
    },
    onBatchEnd({ epoch }, _read, { model }) {
      if (decay !== 'uniform' && epoch >= startEpoch) update(model, decay)
    },
    onEpochEnd(epoch, _logs, { model }) {
      if (decay === 'uniform' && epoch >= startEpoch) update(model, count / (count + 1))
    },
    async onTrainEnd({ model }) {
      for (const { variable, tensor } of averages) {
        copy(tensor, variable.value)
        tensor.dispose()
      }
      averages = []
      if (statistics === 'recalibrate' && count > 0) await recalibrate(model, data as DataInput)
    },
  }
}

function begin(model: Model, withStates: boolean): Average[] {
  const variables = withStates ? [...model.parameters, ...model.states] : model.parameters
  return variables.map((variable) => {
    const tensor = keep(Tensor.empty(model.device, variable.shape))
    copy(variable.value, tensor)
    return { variable, tensor }
  })
}

function copy(source: Tensor, into: Tensor): void {
  const length = source.size
  source.device.kernels.copy({ source: source.buffer, into: into.buffer, sourceOffset: 0, intoOffset: 0, length })
}

/** average ← weight · average + (1 − weight) · value. */
function blend({ variable, tensor }: Average, weight: number): void {
  const operand = { channels: tensor.size, inner: 1 }
  tensor.device.kernels.zip({
    a: tensor.buffer,
    b: variable.value.buffer,
    out: tensor.buffer,
    op: 'blend',
    length: tensor.size,
    operandA: operand,
    operandB: operand,
    alpha: weight,
    beta: 1 - weight,
  })
}
