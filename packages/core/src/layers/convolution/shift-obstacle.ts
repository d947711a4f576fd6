/**
 * Why a shift of the input of a convolution cannot be taken into its bias, or null when it can: the zeros of the padding
 * are not shifted, and the channels of a group shift the filters of that group alone.
 */
export function obstacleOf(groups: number, padding: unknown): string | null {
  if (groups > 1) return 'its channels are in groups'
  const none = padding === undefined || padding === 'valid' || [padding].flat(2).every((side) => side === 0)
  return none ? null : 'a shift does not reach the zeros of its padding'
}
