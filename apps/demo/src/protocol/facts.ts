import type { DeviceName } from '../settings/settings.js'

/** A device of the demo: what it is, or why it cannot be used and what to do. */
export type DeviceStatus =
  | {
      readonly device: DeviceName
      readonly usable: true
      /** One line: GPU name, instruction set and threads. */
      readonly description: string
      readonly details: Readonly<Record<string, string>>
    }
  | { readonly device: DeviceName; readonly usable: false; readonly reason: string; readonly remedy: string }

/** A mistake as it travels between threads and over the wire. */
export interface ErrorFacts {
  /** The `code` of an EvenkeelError, or 'UNEXPECTED'. */
  readonly code: string
  readonly what: string
  readonly remedy: string
}

/** Bytes on the device, and what is in them. */
export interface MemoryFacts {
  readonly liveBuffers: number
  readonly liveBytes: number
  /** What the backend holds all in all, pool and scratch included. */
  readonly backendBytes: number
}

/** Images with labels, as they travel to a run. */
export interface DataFacts {
  readonly name: string
  readonly classes: number
  /** [trainCount, 28, 28], 0 to 255. */
  readonly trainImages: Uint8Array
  readonly trainLabels: Uint8Array
  readonly testImages: Uint8Array
  readonly testLabels: Uint8Array
}
