import type { Buffer, HostArray } from '@evenkeel/core/backend'
import { upload } from '../call/perform.js'
import type { Implementation } from '../call/perform.js'
import type { Case } from '../case.js'
import { full } from '../data/operands.js'
import { demand } from '../non-conformance.js'
import { lawCase } from './law-case.js'

const LENGTH = 1000

function demandAll(law: number, content: HostArray, expected: number, what: string): void {
  const at = content.findIndex((value) => value !== expected)
  demand(at < 0 && content.length > 0, `law ${law}`, `${what} should be ${expected}, element ${at} is ${content[at]}`)
}

function constant({ backend, kernels }: Implementation, value: number, length: number = LENGTH): Buffer {
  const buffer = backend.allocate(length, 'float32')
  kernels.fill({ out: buffer, value })
  return buffer
}

/** out = a + b. */
function add({ kernels }: Implementation, a: Buffer, b: Buffer, out: Buffer): void {
  const operand = full(out.length)
  const broadcast = { length: out.length, operandA: operand, operandB: operand, alpha: 1, beta: 1 }
  kernels.zip({ a, b, out, op: 'add', ...broadcast })
}

const kernelsInOrder = lawCase(2, 'kernels take effect in the order of the calls', async (on) => {
  const x = constant(on, 1)
  const sum = constant(on, 0)
  const doubled = on.backend.allocate(LENGTH, 'float32')
  for (let i = 0; i < 51; i++) {
    add(on, sum, x, sum)
    on.kernels.map({ x, out: doubled, op: 'linear', alpha: 2, beta: 0 })
    on.kernels.fill({ out: x, value: i % 4 })
  }
  demandAll(2, await on.backend.read(sum), 74, 'the sum of 1, then 0, 1, 2, 3, 0, 1, 2, 3 …')
  demandAll(2, await on.backend.read(doubled), 2, 'twice the value before the last')
  for (const buffer of [x, sum, doubled]) on.backend.free(buffer)
})

const writesInOrder = lawCase(2, 'a write has its place between kernels', async (on) => {
  const x = constant(on, 1)
  const [before, after] = [on.backend.allocate(LENGTH, 'float32'), on.backend.allocate(LENGTH, 'float32')]
  add(on, x, x, before)
  on.backend.write(x, new Float32Array(LENGTH).fill(5))
  add(on, x, x, after)
  demandAll(2, await on.backend.read(before), 2, 'what was computed before the write')
  demandAll(2, await on.backend.read(after), 10, 'what was computed after the write')
  for (const buffer of [x, before, after]) on.backend.free(buffer)
})

const freesInOrder = lawCase(2, 'a buffer freed after a call was still whole for it', async (on) => {
  const sum = constant(on, 0)
  for (let i = 0; i < 20; i++) {
    const x = constant(on, 3)
    add(on, sum, x, sum)
    on.backend.free(x)
    on.backend.free(constant(on, 1e6))
  }
  demandAll(2, await on.backend.read(sum), 60, 'the sum of twenty times 3')
  on.backend.free(sum)
})

const readsSeeTheirMoment = lawCase(3, 'a read sees all before it and nothing after it', async (on) => {
  const x = constant(on, 1)
  const first = on.backend.read(x)
  on.kernels.fill({ out: x, value: 2 })
  const second = on.backend.read(x)
  on.backend.write(x, new Float32Array(LENGTH).fill(3))
  const third = on.backend.read(x)
  add(on, x, x, x)
  demandAll(3, await third, 3, 'the third read')
  demandAll(3, await first, 1, 'the first read')
  demandAll(3, await second, 2, 'the second read')
  on.backend.free(x)
})

const readsSurviveFree = lawCase(3, 'a pending read survives free', async (on) => {
  const x = constant(on, 7)
  const pending = on.backend.read(x)
  on.backend.free(x)
  const others = [1, 2, 3].map((value) => constant(on, value))
  demandAll(3, await pending, 7, 'what was read before the free')
  others.forEach((buffer) => on.backend.free(buffer))
})

const readsAreFresh = lawCase(3, 'each read gives an array of its own', async ({ backend }) => {
  const x = upload(backend, new Float32Array(LENGTH).fill(4))
  const first = await backend.read(x)
  first.fill(9)
  demandAll(3, await backend.read(x), 4, 'a buffer whose read array was changed')
  const empty = backend.allocate(0, 'int32')
  const nothing = await backend.read(empty)
  demand(nothing instanceof Int32Array && nothing.length === 0, 'law 3', 'int32 of length 0 reads as an Int32Array')
  ;[x, empty].forEach((buffer) => backend.free(buffer))
})

const synchronousReads = lawCase(3, 'readSync sees all before it, and exists where the traits say so', async (on) => {
  const { backend } = on
  const claimed = backend.traits.readSync
  demand((backend.readSync !== undefined) === claimed, 'law 3', `traits.readSync is ${claimed}, but not the member`)
  if (backend.readSync === undefined) return
  const x = constant(on, 1)
  add(on, x, x, x)
  demandAll(3, backend.readSync(x), 2, 'a synchronous read')
  backend.free(x)
})

/** Cases of laws 2 and 3. */
export const ORDER_CASES: readonly Case[] = [
  kernelsInOrder,
  writesInOrder,
  freesInOrder,
  readsSeeTheirMoment,
  readsSurviveFree,
  readsAreFresh,
  synchronousReads,
]
