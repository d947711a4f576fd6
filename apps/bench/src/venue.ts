import type { Contender } from './contenders/contender.js'
import type { Competitor } from './measure/competitor.js'

/** A contender that was started. */
export interface RunningContender extends Competitor {
  /** Whether it can be asked. */
  readonly alive: boolean
  stop(): void
}

/** Where contenders run: each in a process of its own, or all of them in one page of a browser. */
export interface Venue {
  /**
   * @throws DeviceUnavailableError when the contender cannot be loaded
   * @throws DeviceLostError when it ends while it is being loaded
   */
  start(contender: Contender): Promise<RunningContender>
  /** Ends what is left of it. */
  close(): Promise<void>
}
