import { InvalidArgumentError } from 'commander'

const LARGEST_SEED = 0xffff_ffff

/** @throws InvalidArgumentError, which commander reports with the option's name */
export function parsePositiveInteger(text: string): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= 1 && Number.isSafeInteger(value)) return value
  throw new InvalidArgumentError('Give a whole number of at least 1.')
}

/** @throws InvalidArgumentError */
export function parseSeed(text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= LARGEST_SEED) return Number(text)
  throw new InvalidArgumentError(`Give a whole number from 0 to ${LARGEST_SEED}.`)
}

/** @throws InvalidArgumentError */
export function parsePositiveNumber(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number greater than 0.')
}

/** @throws InvalidArgumentError */
export function parseShare(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('Give a number from 0 to 1.')
}
