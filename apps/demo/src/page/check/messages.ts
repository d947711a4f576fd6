import type { ConformanceReport } from '@evenkeel/conformance'
import type { ErrorFacts } from '../../protocol/facts.js'

/** Devices that a page can check by itself. */
export type CheckedDevice = 'cpu' | 'webgl'

/** A failed case, in words. */
export interface FailureFacts {
  readonly mode: string
  readonly title: string
  readonly reason: string
}

/** What the suite found, as data that can be saved. */
export interface CheckReport extends Pick<
  ConformanceReport,
  'provider' | 'description' | 'traits' | 'support' | 'passed' | 'failed' | 'skipped' | 'durationMs'
> {
  readonly failures: readonly FailureFacts[]
  /** Cases by kernel; '' stands for what concerns the backend as a whole. */
  readonly kernels: Readonly<
    Record<string, { readonly passed: number; readonly failed: number; readonly skipped: number }>
  >
}

/** What the worker tells the page. */
export type CheckMessage =
  | {
      readonly type: 'progress'
      readonly done: number
      readonly total: number
      readonly failed: number
      readonly title: string
    }
  | { readonly type: 'done'; readonly report: CheckReport }
  | { readonly type: 'failed'; readonly error: ErrorFacts }
