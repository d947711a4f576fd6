import { threadCount } from './thread-count.js'
import type { Contender } from './contender.js'
import { openTorch } from './torch/open.js'

/** PyTorch, operation by operation, on so many threads. */
export function torchEager(threads: number): Contender {
  return {
    name: `torch-${threadCount(threads).replace(' ', '-')}`,
    side: 'peer',
    kinds: ['training', 'inference', 'batch-norm', 'matrix-product'],
    packages: [],
    open: () => openTorch(threads, 'eager'),
  }
}

/** PyTorch with the network compiled by `torch.jit`. */
export function torchJit(threads: number): Contender {
  return {
    name: `torch-jit-${threadCount(threads).replace(' ', '-')}`,
    side: 'peer',
    kinds: ['inference'],
    packages: [],
    open: () => openTorch(threads, 'jit'),
  }
}
