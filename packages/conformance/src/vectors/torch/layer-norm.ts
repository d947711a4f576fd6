import { ops } from '@evenkeel/core'
import { differentiate } from '../compute/differentiate.js'
import { scoped, type CaseRunner } from '../case/subject.js'
import { Unsupported } from '../case/unsupported.js'

/** LayerNorm over trailing axes, by the operation: a sample may stand without a batch axis. */
export const layerNorm: CaseRunner = scoped(({ attributes, inputs }) => {
  const x = inputs.tensor('x')
  const gamma = inputs.tensorOrNull('gamma')
  const beta = inputs.tensorOrNull('beta')
  const epsilon = attributes.number('eps')
  const normalized = attributes.integers('normalizedShape')
  const axes = normalized.length
  if (x.shape.slice(-axes).join() !== normalized.join()) throw new Unsupported('normalizedShape is not that of x')
  return differentiate({ x, gamma, beta }, inputs.tensorOrNull('dy'), () =>
    ops.layerNormalize(x, { axes, gamma, beta, epsilon }),
  )
})
