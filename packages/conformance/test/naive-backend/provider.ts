import type { Backend, Buffer, Kernels, Provider } from '@evenkeel/core/backend'
import { dataOf, newBuffer } from './buffer.js'
import { elementwiseKernels } from './elementwise.js'
import { movementKernels } from './movement.js'
import { normalizationKernels } from './normalization.js'
import { productKernels } from './products.js'
import { windowKernels } from './windows.js'

const kernels: Kernels = {
  ...movementKernels,
  ...elementwiseKernels,
  ...productKernels,
  ...windowKernels,
  ...normalizationKernels,
}

function open(): Backend {
  const live = new Set<Buffer>()
  return {
    name: 'naive',
    description: 'plain loops in JavaScript, float64 sums',
    traits: {
      accumulation: 'float64',
      maxLength: 2 ** 30,
      largestInteger: 2 ** 31 - 1,
      readSync: true,
      propagatesNonFinite: true,
      compensatedSums: true,
      subnormals: true,
      threads: 1,
      copyGrain: 1,
      deviations: [],
    },
    kernels,
    allocate: (length, dtype) => {
      const buffer = newBuffer(length, dtype)
      live.add(buffer)
      return buffer
    },
    write: (buffer, data, offset = 0) => dataOf(buffer).set(data, offset),
    read: (buffer) => Promise.resolve(dataOf(buffer).slice()),
    readSync: (buffer) => dataOf(buffer).slice(),
    free: (buffer) => void live.delete(buffer),
    idle: () => Promise.resolve(),
    memory: () => ({
      buffers: live.size,
      bytes: [...live].reduce((bytes, { length }) => bytes + 4 * length, 0),
      scratchBytes: 0,
    }),
    lost: new Promise(() => undefined),
    close: () => live.clear(),
  }
}

/**
 * A whole backend in some 300 lines: what a stranger writes first. It has the required kernels alone, slow and plain;
 * everything else runs as a composition of core.
 */
export const naive: Provider = {
  name: 'naive',
  contract: 1,
  probe: () => Promise.resolve({ usable: true, description: 'plain loops in JavaScript' }),
  open: () => Promise.resolve(open()),
}
