import { OptionError } from '../../errors.js'

/** @throws OptionError when an axis is not an integer, or that of the batch */
export function requireChannelAxis(label: string, axis: number): void {
  if (Number.isInteger(axis) && axis !== 0) return
  throw new OptionError({
    what: `${label}: axis is ${axis}; channels cannot lie on the batch axis.`,
    remedy: 'Use −1 for channels last or 1 for channels first.',
  })
}
