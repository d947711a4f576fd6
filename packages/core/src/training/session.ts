import { disposeBatch, type Batch, type BatchSource } from '../data/index.js'
import { keep, type Device } from '../device/index.js'
import { ones, type Tensor } from '../tensor/index.js'
import { blame } from './blame.js'
import { CommitLedger } from './commit-ledger.js'
import { resolveMetrics } from './compiled.js'
import { DropCounter, type Drops } from './drop-counter.js'
import type { Model } from './model.js'
import { trainStep, type StepSubject } from './step.js'
import { Totals } from './totals.js'

/** A model in training on one device: the step, and the sums and counts that steps leave there. */
export class TrainingSession {
  readonly device: Device
  readonly totals: Totals
  readonly drops: DropCounter
  readonly #model: Model
  readonly #ledger: CommitLedger
  readonly #earlierDrops: number
  readonly #subject: StepSubject
  /** 0 from the first dropped step on: under the policy 'throw' no later step may change anything. */
  readonly #alive: Tensor | null

  private constructor(
    model: Model,
    source: BatchSource,
    onNonFinite: 'throw' | 'skip',
    ledger: CommitLedger,
    earlier?: Drops,
  ) {
    const { state, ...compiled } = model.trainerFor(source.inputShape)
    const { device } = model
    const metrics = resolveMetrics(compiled, model.outputShape(source.inputShape))
    const { loss, optimizer, seed } = compiled
    this.#model = model
    this.#ledger = ledger
    this.#earlierDrops = earlier?.count ?? 0
    this.device = device
    this.#subject = { device, model, loss, metrics, optimizer, state, seed }
    this.totals = new Totals(device, ['loss', ...metrics.map(({ name }) => name)])
    this.drops = new DropCounter(device, earlier)
    this.#alive = onNonFinite === 'throw' ? keep(ones(device, [1])) : null
  }

  /** Builds and places the model, and begins. `earlier` is what was dropped before, on another device. */
  static async open(
    model: Model,
    source: BatchSource,
    onNonFinite: 'throw' | 'skip',
    earlier?: Drops,
  ): Promise<TrainingSession> {
    model.trainerFor(source.inputShape)
    return new TrainingSession(model, source, onNonFinite, await CommitLedger.open(model), earlier)
  }

  /** See `History.skippedStatistics`. */
  async skippedStatistics(): Promise<Record<string, number>> {
    return this.#ledger.skipped((await this.drops.read()).count - this.#earlierDrops)
  }

  /** Number of the next step; attempted ones count. */
  get step(): number {
    return this.#model.trainer.step
  }

  /** Enqueues one training step over a group of micro-batches. */
  takeStep(batches: readonly Batch[]): void {
    const { trainer } = this.#model
    const { state } = this.#subject
    state.setRate(trainer.learningRate(trainer.step))
    this.#ledger.note(trainStep(this.#subject, batches, trainer.step, this.totals, this.#alive))
    this.drops.add(state.factor, trainer.step)
    trainer.step += 1
  }

  /**
   * Under the policy 'throw': when a step was dropped, goes back to it (nothing has changed since), finds out which layer
   * it was, and throws.
   *
   * @param groups the groups of batches of this epoch again
   * @param first number of the first step of this epoch
   * @throws NonFiniteError
   */
  async throwIfDropped(groups: () => AsyncIterable<readonly Batch[]>, first: number): Promise<void> {
    if (this.#alive === null || (await this.#alive.item()) === 1) return
    const { firstStep } = await this.drops.read()
    const dropped = firstStep ?? first
    this.#model.trainer.step = dropped
    let position = first
    for await (const batches of groups()) {
      try {
        if (position === dropped) throw await blame(this.#subject, batches, dropped)
      } finally {
        batches.forEach(disposeBatch)
      }
      position += 1
    }
  }

  dispose(): void {
    this.totals.dispose()
    this.drops.dispose()
    this.#alive?.dispose()
  }
}
