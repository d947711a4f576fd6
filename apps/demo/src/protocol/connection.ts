import type { DeviceName } from '../settings/settings.js'
import type { Command } from './commands.js'
import type { RunEvent } from './events.js'
import type { DeviceStatus } from './facts.js'

/** A run as the page holds it, wherever it takes place. */
export interface RunConnection {
  send(command: Command): void
  /** Ends it without waiting. No event comes afterwards. Idempotent. */
  close(): void
}

/** Where the runs of one device take place. */
export interface Place {
  readonly device: DeviceName
  /** Whether it can be used here and now. Never rejects. */
  probe(): Promise<DeviceStatus>
  /**
   * Opens a thread for one run; `onEvent` hears it until it is closed. A connection that breaks is an event `failed`, with
   * the last checkpoint that came through.
   */
  connect(onEvent: (event: RunEvent) => void): RunConnection
}
