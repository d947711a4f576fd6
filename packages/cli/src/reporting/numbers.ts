/** A loss or an accuracy, with four decimals. */
export function formatFigure(value: number): string {
  return value.toFixed(4)
}

/** `1,234 images/s`. */
export function formatRate(perSecond: number): string {
  return `${formatCount(perSecond)} images/s`
}

/** A whole number with commas between thousands. */
export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}

/** `0.123 s`, `12.3 s` or `2 min 5 s`. */
export function formatSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(3)} s`
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** `12.3 MB`. */
export function formatMegabytes(sizeBytes: number): string {
  return `${(sizeBytes / 1e6).toFixed(1)} MB`
}
