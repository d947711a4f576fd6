import type { Activation, Buffer } from '../backend/index.js'
import type { Device } from '../device/index.js'

/** Hears which activation wrote a buffer, right after it was enqueued. */
export type ActivationListener = (activation: Activation, y: Buffer) => void

/**
 * Runs `work`, which must be synchronous, and tells the listener of every activation that kernels apply in it: on their
 * own, or fused behind a product, a convolution or a normalization. Layers need not know of it, those of one's own
 * included.
 */
export function listenToActivations<T>(device: Device, listener: ActivationListener, work: () => T): T {
  const own = device.kernels
  const hear = (activation: Activation | null, y: Buffer): void => {
    if (activation !== null) listener(activation, y)
  }
  device.kernels = {
    ...own,
    activate(args) {
      own.activate(args)
      hear(args.activation, args.y)
    },
    dense(args) {
      own.dense(args)
      hear(args.activation, args.y)
    },
    convolve(args) {
      own.convolve(args)
      hear(args.activation, args.y)
    },
    normForward(args) {
      own.normForward(args)
      hear(args.activation, args.y)
    },
  }
  try {
    return work()
  } finally {
    device.kernels = own
  }
}
