/** A device that users name without knowing its package. */
export interface KnownDevice {
  readonly name: string
  /** The package whose export is the provider. */
  readonly package: string
}

/** The project's own backends, the fastest first: the order in which a device is chosen where none is named. */
export const KNOWN_DEVICES: readonly KnownDevice[] = [
  { name: 'native', package: '@evenkeel/backend-native' },
  { name: 'webgl', package: '@evenkeel/backend-webgl' },
  { name: 'cpu', package: '@evenkeel/backend-cpu' },
]
