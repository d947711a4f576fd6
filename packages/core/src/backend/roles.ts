import type { KernelName } from './kernels.js'
import type { OptionalKernels } from './optional-kernels.js'
import type { RequiredKernels } from './required-kernels.js'

/**
 * What a kernel does with a buffer argument:
 * `read` leaves it, `write` writes it whole, `partial` writes only the documented part, `update` reads and writes it
 * in place. A trailing `?` marks one that may be null, `[]` a list of buffers, `[][]` a list of lists.
 */
export type Role = 'read' | 'read?' | 'read[]' | 'write' | 'write?' | 'partial' | 'update' | 'update[]' | 'update[][]'

/** The buffer arguments of one kernel; whatever a kernel takes beside them is an attribute. */
export interface KernelRoles {
  readonly buffers: Readonly<Record<string, Role>>
  /** Pairs [output, input] of which the output may be the same, whole buffer as the input. */
  readonly aliases?: readonly (readonly [string, string])[]
}

/** Roles of the required kernels. */
export const REQUIRED_KERNELS: Readonly<Record<keyof RequiredKernels, KernelRoles>> = {
  fill: { buffers: { out: 'write' } },
  copy: { buffers: { source: 'read', into: 'partial' } },
  cast: { buffers: { x: 'read', out: 'write' } },
  arrange: { buffers: { x: 'read', out: 'write' } },
  place: { buffers: { x: 'read', into: 'partial' } },
  gatherRows: { buffers: { table: 'read', rows: 'read', out: 'write' } },
  map: { buffers: { x: 'read', out: 'write' }, aliases: [['out', 'x']] },
  zip: {
    buffers: { a: 'read', b: 'read', out: 'write' },
    aliases: [
      ['out', 'a'],
      ['out', 'b'],
    ],
  },
  choose: {
    buffers: { mask: 'read', a: 'read', b: 'read', out: 'write' },
    aliases: [
      ['out', 'mask'],
      ['out', 'a'],
      ['out', 'b'],
    ],
  },
  reduce: { buffers: { x: 'read', out: 'write' } },
  matmul: { buffers: { a: 'read', b: 'read', out: 'write' } },
  patches: { buffers: { x: 'read', out: 'write' } },
  unpatches: { buffers: { dout: 'read', dx: 'write' } },
  pool: { buffers: { x: 'read', out: 'write', where: 'write?' } },
  unpool: { buffers: { dy: 'read', where: 'read?', dx: 'write' } },
  moments: {
    buffers: {
      x: 'read',
      weights: 'read?',
      count: 'write',
      center: 'write',
      residual: 'write',
      m2: 'write',
    },
  },
  affine: {
    buffers: { x: 'read', center: 'read', scale: 'read', shift: 'read', y: 'write' },
    aliases: [['y', 'x']],
  },
  gradMoments: {
    buffers: {
      dy: 'read',
      x: 'read',
      center: 'read',
      scale: 'read',
      shift: 'read',
      sum: 'write',
      product: 'write',
    },
  },
  biaffine: {
    buffers: {
      dy: 'read',
      x: 'read',
      weights: 'read?',
      center: 'read',
      a: 'read',
      b: 'read',
      d: 'read',
      dx: 'write',
    },
    aliases: [['dx', 'dy']],
  },
}

/** Roles of the optional kernels, in the order in which fusing them pays. */
export const OPTIONAL_KERNELS: Readonly<Record<keyof OptionalKernels, KernelRoles>> = {
  optimize: {
    buffers: {
      parameters: 'update[]',
      gradients: 'read[]',
      slots: 'update[][]',
      progress: 'update',
      rate: 'read',
      factor: 'read',
    },
  },
  guard: { buffers: { gradients: 'read[]', loss: 'read', factor: 'write', norm: 'write' } },
  normForward: {
    buffers: {
      x: 'read',
      weights: 'read?',
      gamma: 'read?',
      beta: 'read?',
      count: 'write',
      center: 'write',
      residual: 'write',
      m2: 'write',
      y: 'write',
    },
  },
  normBackward: {
    buffers: {
      dy: 'read',
      x: 'read',
      y: 'read?',
      weights: 'read?',
      gamma: 'read?',
      count: 'read',
      center: 'read',
      residual: 'read',
      m2: 'read',
      dx: 'write',
      dgamma: 'write',
      dbeta: 'write',
    },
    aliases: [['dx', 'dy']],
  },
  softmaxCrossEntropy: {
    buffers: {
      logits: 'read',
      labels: 'read?',
      targets: 'read?',
      loss: 'write',
      probabilities: 'write',
    },
  },
  softmaxCrossEntropyGradient: {
    buffers: {
      probabilities: 'read',
      labels: 'read?',
      targets: 'read?',
      dloss: 'read',
      dlogits: 'write',
    },
  },
  dense: { buffers: { x: 'read', weight: 'read', bias: 'read?', y: 'write' } },
  activate: { buffers: { x: 'read', y: 'write' }, aliases: [['y', 'x']] },
  activateGradient: {
    buffers: { dy: 'read', saved: 'read', dx: 'write' },
    aliases: [['dx', 'dy']],
  },
  softmax: { buffers: { x: 'read', y: 'write' } },
  commitStatistics: {
    buffers: {
      count: 'read',
      center: 'read',
      residual: 'read',
      m2: 'read',
      factor: 'read',
      mean: 'update',
      variance: 'update',
      updates: 'update',
    },
  },
  dropout: { buffers: { x: 'read', y: 'write', mask: 'write' } },
  random: { buffers: { out: 'write' } },
  scatterRows: { buffers: { x: 'read', rows: 'read', into: 'update' } },
  convolve: { buffers: { x: 'read', weight: 'read', bias: 'read?', y: 'write' } },
  convolveInputGradient: { buffers: { dy: 'read', weight: 'read', dx: 'write' } },
  convolveWeightGradient: { buffers: { x: 'read', dy: 'read', dweight: 'write' } },
}

/** Roles of every kernel. */
export const KERNEL_ROLES: Readonly<Record<KernelName, KernelRoles>> = {
  ...REQUIRED_KERNELS,
  ...OPTIONAL_KERNELS,
}
