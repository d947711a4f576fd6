/** Browsers, workers and Node have it, and the project's types know none of them. */
declare const performance: { now(): number }

/** Milliseconds since some moment. */
export function now(): number {
  return performance.now()
}
