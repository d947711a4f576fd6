import { DeviceUnavailableError, type Provider } from '@evenkeel/core'

const PACKAGE = '@evenkeel/backend-native'

/** The part of the package that is used here: the bench also runs where it is not there, not built or does not load. */
export interface NativePackage {
  readonly native: Provider<{ readonly threads: number }>
  /** What one thread can do at most; copies have the given sizes in bytes. */
  measureProcessor(copyBytes: readonly number[]): {
    readonly gigaflops: number
    /** Read and written together. */
    readonly copyGigabytes: readonly number[]
  }
}

/** @throws DeviceUnavailableError when the package is not there */
export async function loadNative(): Promise<NativePackage> {
  try {
    return (await import(PACKAGE)) as NativePackage
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND'
    const what = missing ? `${PACKAGE} is not installed or not built.` : `${PACKAGE} failed: ${String(cause)}.`
    throw new DeviceUnavailableError({ what, remedy: 'Run npm run build.', cause }, [what])
  }
}
