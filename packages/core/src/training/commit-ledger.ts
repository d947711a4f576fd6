import { leavesOf, RunningNormalization, type Layer, type RunningStatistics } from '../layers/index.js'

/** What a layer proposed, and how often its running statistics had moved before. */
interface Entry {
  readonly updatesBefore: number
  proposals: number
}

/**
 * Finds commits that moved nothing although the step was kept: a batch in which a mask left no value. Whether that happened
 * is known on the device alone, so proposals are counted here and compared with the layers' own counters at the end.
 */
export class CommitLedger {
  readonly #entries: Map<RunningStatistics, Entry> = new Map()

  /** Reads the counters before training. */
  static async open(model: Layer): Promise<CommitLedger> {
    const ledger = new CommitLedger()
    for (const layer of leavesOf(model)) {
      if (!(layer instanceof RunningNormalization) || layer.running === null) continue
      ledger.#entries.set(layer.running, { updatesBefore: await layer.running.updates.value.item(), proposals: 0 })
    }
    return ledger
  }

  /** Counts the layers that a step proposed statistics for, each once. */
  note(targets: Iterable<RunningStatistics>): void {
    for (const target of new Set(targets)) {
      const entry = this.#entries.get(target)
      if (entry !== undefined) entry.proposals += 1
    }
  }

  /** Number of steps, by path of the layer, that were kept without moving its running statistics. */
  async skipped(droppedSteps: number): Promise<Record<string, number>> {
    const skipped: Record<string, number> = {}
    for (const [target, { updatesBefore, proposals }] of this.#entries) {
      const moved = (await target.updates.value.item()) - updatesBefore
      const count = proposals - droppedSteps - moved
      if (proposals > 0 && count > 0) skipped[target.layer()] = count
    }
    return skipped
  }
}
