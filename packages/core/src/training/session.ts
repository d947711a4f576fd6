import { disposeBatch, type Batch, type BatchSource } from '../data/index.js'
import { keep, type Device } from '../device/index.js'
import { ones } from '../tensor/index.js'
import { blame, untraceable } from './blame.js'
import { CommitLedger } from './commit-ledger.js'
import { resolveMetrics } from './compiled.js'
import { DropCounter, NO_DROPS, type Drops } from './drop-counter.js'
import { regularizedOf } from './forward.js'
import type { Model } from './model.js'
import { trainStep, type StepSubject } from './step.js'
import { Totals } from './totals.js'

/** A model in training on one device: the step, and the sums and counts that steps leave there. */
export class TrainingSession {
  readonly device: Device
  readonly totals: Totals
  readonly #model: Model
  readonly #ledger: CommitLedger
  readonly #earlier: Drops
  readonly #subject: StepSubject
  /** Null under the policy 'throw', which ends training at the first drop. */
  readonly #drops: DropCounter | null

  private constructor(
    model: Model,
    source: BatchSource,
    onNonFinite: 'throw' | 'skip',
    ledger: CommitLedger,
    earlier: Drops,
  ) {
    const { state, step, ...compiled } = model.trainerFor(source.inputShape)
    const { device } = model
    const metrics = resolveMetrics(compiled, model.outputShape(source.inputShape))
    const { loss, optimizer, seed } = compiled
    const hold = onNonFinite === 'throw'
    this.#model = model
    this.#ledger = ledger
    this.#earlier = earlier
    this.device = device
    const regularized = regularizedOf(model)
    const one = keep(ones(device, []))
    this.#subject = { device, model, loss, metrics, optimizer, state, seed, regularized, one, hold }
    this.totals = new Totals(device, ['loss', ...metrics.map(({ name }) => name)])
    this.#drops = hold ? null : new DropCounter(device, step, earlier)
    state.forgetDrop()
  }

  /** Builds and places the model, and begins. `earlier` is what was dropped before, on another device. */
  static async open(
    model: Model,
    source: BatchSource,
    onNonFinite: 'throw' | 'skip',
    earlier: Drops = NO_DROPS,
  ): Promise<TrainingSession> {
    model.trainerFor(source.inputShape)
    return new TrainingSession(model, source, onNonFinite, await CommitLedger.open(model), earlier)
  }

  /** What was dropped so far, earlier sessions included. */
  async readDrops(): Promise<Drops> {
    return this.#drops === null ? this.#earlier : this.#drops.read()
  }

  /** See `History.skippedStatistics`. */
  async skippedStatistics(): Promise<Record<string, number>> {
    return this.#ledger.skipped((await this.readDrops()).count - this.#earlier.count)
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
    trainStep(this.#subject, batches, trainer.step, this.totals, this.#ledger)
    this.#drops?.add(state.factor)
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
    const { state, hold } = this.#subject
    if (!hold || (await state.factor.item()) !== 0) return
    let step = first
    let remaining = await this.totals.readBatches()
    for await (const batches of groups()) {
      try {
        if (remaining <= 0) {
          this.#model.trainer.step = step
          throw await blame(this.#subject, batches, step)
        }
      } finally {
        batches.forEach(disposeBatch)
      }
      remaining -= batches.length
      step += 1
    }
    throw untraceable()
  }

  dispose(): void {
    this.totals.dispose()
    this.#drops?.dispose()
    this.#subject.one.dispose()
  }
}
