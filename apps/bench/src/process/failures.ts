import { DeviceLostError, DeviceUnavailableError } from '@evenkeel/core'

/** A contender's own refusal, as an error on this side. */
export function refused({ what, remedy }: { readonly what: string; readonly remedy: string }): DeviceUnavailableError {
  return new DeviceUnavailableError({ what, remedy }, [what])
}

/** Where the contender was is no more: 'The contender's process ended with code 1.' */
export function ended(where: string, how: string): DeviceLostError {
  return new DeviceLostError({ what: `${where} ${how}.`, remedy: 'The others go on without it.' })
}
