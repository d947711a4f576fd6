import type { Tfjs } from './tfjs.js'

/** Resolves when the backend has done all that it was asked: on the processor that is when the calls return. */
export async function tfjsIdle(tf: Tfjs): Promise<void> {
  await tf.backend().gpgpu?.createAndWaitForFence()
}
