import { disposeBatch, type Batch, type BatchSource } from '../data/index.js'
import { add, div, linear, mul, where } from '../ops/index.js'
import type { Tensor } from '../tensor/index.js'
import type { Proposal } from './step.js'

/** Batches of an epoch in groups of `size`, each group for one step; the last may be smaller. Whoever takes a group disposes it. */
export async function* groupsOf(source: BatchSource, epoch: number, size: number): AsyncGenerator<Batch[]> {
  let group: Batch[] = []
  try {
    for await (const batch of source.batches(epoch)) {
      group.push(batch)
      if (group.length < size) continue
      const full = group
      group = []
      yield full
    }
    if (group.length > 0) {
      const rest = group
      group = []
      yield rest
    }
  } finally {
    group.forEach(disposeBatch)
  }
}

/** The parts of a step that are committed. */
export type Combined = Pick<Proposal, 'loss' | 'gradients' | 'statistics'>

/**
 * What one batch of all samples would have proposed (batch norm apart, which saw the parts): losses and gradients as means
 * weighted by the numbers of samples, or of positions that count where the output has a mask, and the statistics of all
 * parts.
 */
export function combine(batches: readonly Batch[], proposals: readonly Proposal[]): Combined {
  if (proposals.length === 1) return proposals[0]
  const shares = sharesOf(batches, proposals)
  const weighted = (values: readonly Tensor[]): Tensor =>
    values.map((value, i) => shares[i](value)).reduce((sum, value) => add(sum, value))
  return {
    loss: weighted(proposals.map(({ loss }) => loss)),
    gradients: proposals[0].gradients.map((_, i) => weighted(proposals.map(({ gradients }) => gradients[i]))),
    statistics: proposals.flatMap(({ statistics }) => statistics),
  }
}

/** Each micro-batch's share in the step, as what it makes of a loss or gradient. */
function sharesOf(batches: readonly Batch[], proposals: readonly Proposal[]): ((value: Tensor) => Tensor)[] {
  const counts = proposals.flatMap(({ prediction }) => prediction.mask?.count ?? [])
  if (counts.length < proposals.length) {
    const samples = batches.reduce((sum, { count }) => sum + count, 0)
    return batches.map((batch) => (value) => linear(value, batch.count / samples))
  }
  const total = counts.reduce((sum, count) => add(sum, count))
  return counts.map((count) => {
    const share = where(total, div(count, total), 1 / counts.length)
    return (value) => mul(value, share)
  })
}
