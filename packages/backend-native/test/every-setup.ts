import type { Provider } from '@evenkeel/core/backend'
import { native, type NativeOptions } from '../src/index.js'
import { loadAddon } from '../src/load-addon.js'

/** Every instruction set of this machine, with one thread and with two. */
export const SETUPS: readonly (readonly [name: string, options: NativeOptions])[] = loadAddon().instructionSets.flatMap(
  (instructionSet) =>
    [1, 2].map((threads) => [`${instructionSet}, ${threads} threads`, { instructionSet, threads }] as const),
)

/** The backend as it opens with these options, whoever opens it. */
export function nativeWith(options: NativeOptions): Provider<unknown> {
  return { ...native, open: () => native.open(options) }
}
