import { DeviceUnavailableError } from '@evenkeel/core'
import { peerVersion, requirePeer } from '../peers/require-peer.js'
import type { Contender } from './contender.js'
import type { Jax } from './jax/jax.js'
import { JAX_KINDS, jaxTasks } from './jax/tasks.js'

const PACKAGE = '@jax-js/jax'

/** jax-js on WebAssembly; its threads need the `Worker` of browsers, which Node has not. */
export const jaxJs: Contender = {
  name: 'jax-js',
  side: 'peer',
  kinds: JAX_KINDS,
  packages: [PACKAGE],
  open: async () => {
    const jax = requirePeer(PACKAGE) as Jax
    const devices = await jax.init('wasm')
    if (!devices.includes('wasm')) {
      const what = `jax-js did not start on WebAssembly; it has ${devices.join(', ')}.`
      throw new DeviceUnavailableError({ what, remedy: 'Enable WebAssembly in Node.' }, [what])
    }
    jax.defaultDevice('wasm')
    return { description: `jax-js ${peerVersion(PACKAGE)}, backend wasm with SIMD, 1 thread`, tasks: jaxTasks(jax) }
  },
}
