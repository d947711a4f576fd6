import { OptionError } from '@evenkeel/core'
import type { Backend, Buffer, Provider } from '@evenkeel/core/backend'
import { decorate, requiredKernelsOf } from '../decorate.js'
import type { Memory } from './memory.js'
import { momentsInFloat32 } from './moments.js'
import { affineInFloat32, biaffineInFloat32, gradMomentsInFloat32 } from './normalization.js'
import { matmulInFloat32, sumInFloat32 } from './sums.js'

function memoryOf(backend: Backend): Memory {
  if (backend.readSync === undefined)
    throw new OptionError({
      what: `float32Arithmetic needs a backend that can be read synchronously; '${backend.name}' cannot.`,
      remedy: 'Decorate a backend whose memory is the host’s own.',
    })
  const readSync = backend.readSync.bind(backend)
  return {
    read: (buffer: Buffer) => readSync(buffer),
    write: (buffer, values) => backend.write(buffer, values),
  }
}

/**
 * The same device with all-float32 arithmetic in the kernels that accumulate (moments, gradMoments, sums, products)
 * or apply coefficients (affine, biaffine), by the float32 recipes of the contract, and without optional kernels:
 * it stands in for a GPU where there is none. Its provider is named `<name>-float32`.
 *
 * @throws OptionError on `open`, when the backend cannot be read synchronously
 */
export function float32Arithmetic(provider: Provider<unknown>): Provider<unknown> {
  const decorated = decorate(provider, (backend) => {
    const memory = memoryOf(backend)
    const required = requiredKernelsOf(backend.kernels)
    return {
      name: `${backend.name}-float32`,
      description: `${backend.description}; sums and coefficients in float32`,
      traits: { ...backend.traits, accumulation: 'float32' },
      kernels: {
        ...required,
        reduce: (args) => (args.op === 'sum' ? sumInFloat32(memory, args) : required.reduce(args)),
        matmul: (args) => matmulInFloat32(memory, args),
        moments: (args) => momentsInFloat32(memory, args),
        affine: (args) => affineInFloat32(memory, args),
        gradMoments: (args) => gradMomentsInFloat32(memory, args),
        biaffine: (args) => biaffineInFloat32(memory, args),
      },
    }
  })
  return { ...decorated, name: `${provider.name}-float32` }
}
