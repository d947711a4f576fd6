import { OptionError, SingleValueError } from '../../errors.js'
import { showShape, type Tensor } from '../../tensor/index.js'
import type { NormalizationMode } from './mode.js'

/**
 * What batch norm does in training with one value per channel, of which no variance can be taken: refuse it (`error`),
 * normalize it by the running statistics (`running`), or take it as it is, whose variance is 0, so that the output is β
 * (`skip`). The latter two propose nothing to the running statistics.
 */
export type SingleValuePolicy = 'error' | 'running' | 'skip'

/** @throws OptionError when there is no such policy, or no running statistics for 'running' */
export function requirePolicy(label: string, policy: SingleValuePolicy, tracks: boolean): SingleValuePolicy {
  if (policy !== 'error' && policy !== 'running' && policy !== 'skip') {
    throw new OptionError({
      what: `${label}: onSingleValue is '${String(policy)}'.`,
      remedy: "Use 'error', 'running' or 'skip'.",
    })
  }
  if (policy === 'running' && !tracks) {
    throw new OptionError({
      what: `${label}: onSingleValue is 'running', but trackRunningStatistics is false.`,
      remedy: "Keep running statistics, or use 'error' or 'skip'.",
    })
  }
  return policy
}

/** The error of the policy 'error'. */
export function singleValueError(label: string, x: Tensor, mode: NormalizationMode): SingleValueError {
  return new SingleValueError({
    what: `${label}: 1 value per channel (input ${showShape(x.shape)}, mode '${mode}'), of which no variance can be taken.`,
    remedy:
      "Use a larger batch, drop the last incomplete batch, set the layer's mode to 'frozen', or onSingleValue to 'running'.",
  })
}
