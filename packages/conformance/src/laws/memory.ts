import type { HostArray } from '@evenkeel/core/backend'
import { upload } from '../call/perform.js'
import { firstDifference } from '../call/sentinel.js'
import type { Case } from '../case.js'
import { seeded } from '../data/seeded.js'
import { demand } from '../non-conformance.js'
import { lawCase } from './law-case.js'

function demandSame(law: number, actual: HostArray, expected: HostArray, what: string): void {
  const at = firstDifference(actual, expected)
  demand(at < 0, `law ${law}`, `${what}: element ${at} is ${actual[at]}, expected ${expected[at]}`)
}

const writesCopy = lawCase(2, 'write copies before it returns', async ({ backend }) => {
  const values = seeded(401).normal(1003)
  const expected = values.slice()
  const x = backend.allocate(1003, 'float32')
  backend.write(x, values)
  values.fill(-1)
  demandSame(2, await backend.read(x), expected, 'a buffer whose host array changed after the write')
  backend.free(x)
})

const roundTrips = lawCase(7, 'what was written is what is read', async ({ backend }) => {
  const draw = seeded(402)
  for (const length of [0, 1, 2, 3, 5, 64, 1031, 65_537]) {
    for (const values of [draw.normal(length), draw.integers(length, -(2 ** 24), 2 ** 24)]) {
      const x = upload(backend, values)
      const dtype = values instanceof Int32Array ? 'int32' : 'float32'
      demand(x.length === length && x.dtype === dtype, 'law 7', `a ${dtype} buffer of ${length} says otherwise`)
      const read = await backend.read(x)
      demand(read.constructor === values.constructor, 'law 7', `a ${dtype} buffer reads as ${read.constructor.name}`)
      demandSame(7, read, values, `${length} elements of ${dtype}`)
      backend.free(x)
    }
  }
})

const offsets = lawCase(4, 'a write with an offset leaves the rest', async ({ backend }) => {
  const expected = seeded(403).normal(100)
  const x = upload(backend, expected)
  for (const [offset, length] of [
    [0, 3],
    [97, 3],
    [41, 17],
    [50, 0],
  ]) {
    const part = seeded(404 + offset).normal(length)
    backend.write(x, part, offset)
    expected.set(part, offset)
  }
  demandSame(4, await backend.read(x), expected, 'a buffer written in parts')
  backend.free(x)
})

const sharedArrays = lawCase(2, 'a write takes a part of a larger host array', async ({ backend }) => {
  const values = seeded(405).normal(64)
  const part = values.subarray(7, 40)
  const x = upload(backend, part)
  demandSame(2, await backend.read(x), part, 'a subarray')
  backend.free(x)
})

const accounts = lawCase(12, 'memory tells what is held', async ({ backend }) => {
  const before = backend.memory()
  const buffers = [10, 1000, 100_000].map((length) => backend.allocate(length, 'float32'))
  const during = backend.memory()
  const grown = during.bytes - before.bytes
  demand(during.buffers === before.buffers + 3, 'law 12', `3 buffers more, but ${during.buffers - before.buffers}`)
  demand(grown >= 4 * 101_010, 'law 12', `at least ${4 * 101_010} bytes more, but ${grown}`)
  buffers.forEach((buffer) => backend.free(buffer))
  const after = backend.memory()
  demand(
    after.buffers === before.buffers && after.bytes === before.bytes,
    'law 12',
    `after free ${after.buffers} buffers of ${after.bytes} bytes, before ${before.buffers} of ${before.bytes}`,
  )
})

const coexistence = lawCase(2, 'two backends of a provider coexist; close is idempotent', async (on, provider) => {
  const mine = upload(on.backend, Float32Array.of(1, 2, 3))
  const other = await provider.open()
  const theirs = upload(other, Float32Array.of(4, 5, 6))
  demandSame(2, await other.read(theirs), Float32Array.of(4, 5, 6), 'the second backend')
  await other.idle()
  let lost = false
  void other.lost.then(() => (lost = true))
  other.close()
  other.close()
  demandSame(2, await on.backend.read(mine), Float32Array.of(1, 2, 3), 'the first backend, with the second closed')
  on.backend.free(mine)
  demand(!lost, 'close', 'a backend that was closed says that its device is lost')
})

/** Cases about buffers: write, read, free, and what the backend says of its memory. */
export const MEMORY_CASES: readonly Case[] = [writesCopy, roundTrips, offsets, sharedArrays, accounts, coexistence]
