import {
  activation,
  batchNormalization,
  dense,
  flatten,
  sequential,
  type ActivationName,
  type BatchNormalization,
  type BatchNormalizationOptions,
  type Dense,
  type Layer,
  type Sequential,
  type Shape,
  type Variable,
} from '@evenkeel/core'
import type { CaseSubject } from '../../case/subject.js'
import { Unsupported } from '../../case/unsupported.js'

/** A network as a case lists it, and its variables under the case's names. */
export interface Network {
  readonly model: Sequential
  readonly parameters: ReadonlyMap<string, Variable>
  readonly states: ReadonlyMap<string, Variable>
}

const ACTIVATIONS: Readonly<Record<string, ActivationName>> = { ReLU: 'relu', Sigmoid: 'sigmoid', Tanh: 'tanh' }

/** What ends every list: the softmax that the loss takes over. */
const HEAD = 'Softmax+CrossEntropy'

/** Builds the layers of a case for samples of a shape. */
export function buildNetwork(subject: CaseSubject, inputShape: Shape): Network {
  const specifications = subject.attributes.texts('layers')
  if (specifications.at(-1) !== HEAD) throw new Unsupported(`a network that does not end in ${HEAD}`)
  const denses: Dense[] = []
  const norms: BatchNormalization[] = []
  const layers = specifications.map((specification): Layer => {
    const [, kind, sizes = ''] = /^([^()]+)(?:\((.*)\))?$/.exec(specification) ?? []
    switch (kind) {
      case 'Dense':
        denses.push(
          dense(Number(sizes.split(',')[1]), { useBias: subject.inputs.has(`dense${denses.length + 1}_bias`) }),
        )
        return denses.at(-1)!
      case 'BatchNorm':
        norms.push(batchNormalization(normOptions(subject)))
        return norms.at(-1)!
      case 'Flatten':
        return flatten()
      case HEAD:
        return activation('softmax')
      default:
        if (ACTIVATIONS[kind] === undefined) throw new Unsupported(`no such layer yet: ${kind ?? specification}`)
        return activation(ACTIVATIONS[kind])
    }
  })
  if (norms.length === 0) subject.attributes.without('bnMomentum', 'bnEpsilon', 'bnMovingVarianceUnbiased')
  const model = sequential(layers, { inputShape })
  return { model, ...namedVariables(denses, norms) }
}

/** A running variance of the biased batch variance is Keras's convention, of the unbiased one PyTorch's. */
function normOptions({ attributes }: CaseSubject): BatchNormalizationOptions {
  const unbiased = attributes.flag('bnMovingVarianceUnbiased', false)
  const momentum = attributes.number('bnMomentum')
  return {
    convention: unbiased ? 'torch' : 'keras',
    momentum: unbiased ? 1 - momentum : momentum,
    epsilon: attributes.number('bnEpsilon'),
  }
}

function namedVariables(
  denses: readonly Dense[],
  norms: readonly BatchNormalization[],
): Pick<Network, 'parameters' | 'states'> {
  const parameters = new Map<string, Variable>()
  const states = new Map<string, Variable>()
  denses.forEach(({ kernel, bias }, i) => {
    parameters.set(`dense${i + 1}_kernel`, kernel)
    if (bias !== null) parameters.set(`dense${i + 1}_bias`, bias)
  })
  norms.forEach(({ gamma, beta, running }, i) => {
    const number = norms.length === 1 ? '' : String(i + 1)
    parameters.set(`bn${number}_gamma`, gamma!)
    parameters.set(`bn${number}_beta`, beta!)
    states.set(norms.length === 1 ? 'moving_mean' : `bn${number}_moving_mean`, running!.mean)
    states.set(norms.length === 1 ? 'moving_variance' : `bn${number}_moving_variance`, running!.variance)
  })
  return { parameters, states }
}
