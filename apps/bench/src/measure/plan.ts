/** What timing may cost. */
export interface TimingOptions {
  /** Timed rounds. */
  readonly repeats: number
  /** A turn has so many repetitions that it lasts about this long. */
  readonly turnMs: number
  /** Nobody works for so long before each turn: threads of others wait for work, and take the processor, some time yet. */
  readonly restMs: number
  /** Each runs a measure for about this long before its times count. */
  readonly warmUpMs: number
  /** One whose rounds would last longer than this for a measure takes part in fewer; see {@link planFor}. */
  readonly budgetMs: number
}

/** How one takes part in a measure. */
export interface Plan {
  /** Runs in a turn. */
  readonly repetitions: number
  /** Rounds that it takes part in. */
  readonly rounds: number
}

/** Bounds the turn of one who does nothing. */
const MOST_REPETITIONS = 100_000

/**
 * How one whose run takes `onceMs` takes part: in as many rounds as its budget allows. One who needs more than all of it
 * for a single run is not asked again; that run is its time.
 */
export function planFor(onceMs: number, { repeats, turnMs, budgetMs }: TimingOptions): Plan {
  const repetitions = Math.max(1, Math.min(MOST_REPETITIONS, Math.round(turnMs / onceMs)))
  return { repetitions, rounds: Math.min(repeats, Math.floor(budgetMs / (repetitions * onceMs))) }
}
