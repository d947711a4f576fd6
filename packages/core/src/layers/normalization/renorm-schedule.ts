import { clip, linear } from '../../ops/index.js'
import type { Tensor } from '../../tensor/index.js'

/** A limit of batch renormalization that changes in training: from the number of committed updates, one element. */
export type RenormSchedule = (updates: Tensor) => Tensor

/** A straight line between two values. */
export interface RenormScheduleOptions {
  /** Value up to update `start`. */
  readonly from: number
  /** Value from update `end` on. */
  readonly to: number
  readonly start: number
  /** Larger than `start`. */
  readonly end: number
}

/** A limit that moves in a straight line from one value to another. It is computed on the device. */
export function renormSchedule({ from, to, start, end }: RenormScheduleOptions): RenormSchedule {
  const span = end - start
  return (updates) => linear(clip(linear(updates, 1 / span, -start / span), 0, 1), to - from, from)
}

/** The schedule of Ioffe 2017, section 4: batch norm for 5000 updates, then rMax to 3 at 40000 and dMax to 5 at 25000. */
export function renormRamp(): { readonly rMax: RenormSchedule; readonly dMax: RenormSchedule } {
  return {
    rMax: renormSchedule({ from: 1, to: 3, start: 5000, end: 40_000 }),
    dMax: renormSchedule({ from: 0, to: 5, start: 5000, end: 25_000 }),
  }
}
