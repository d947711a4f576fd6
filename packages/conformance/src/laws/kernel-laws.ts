import { perform } from '../call/perform.js'
import type { Implementation } from '../call/perform.js'
import { firstDifference } from '../call/sentinel.js'
import type { Case } from '../case.js'
import type { KernelSuite } from '../cases/kernel-suite.js'
import { demand } from '../non-conformance.js'

type Run = (implementation: Implementation) => Promise<void>

function lawOf({ kernel }: KernelSuite, law: number, name: string, run: Run): Case {
  return { name: `law ${law}: ${name}`, kernel, mode: 'laws', subjects: () => [`law ${law}`], run }
}

/** Three runs: as it comes, over outputs full of NaN, and once more. */
function sameBits(suite: KernelSuite): Case {
  return lawOf(suite, 10, 'the same bits every time, whatever the outputs held', async (on) => {
    const args = suite.sample()
    const first = await perform(on, suite.kernel, args)
    for (const prefill of [NaN, undefined]) {
      const again = await perform(on, suite.kernel, args, { prefill })
      for (const [path, expected] of Object.entries(first)) {
        const at = firstDifference(again[path], expected)
        const values = `${expected[at]}, then ${again[path][at]}`
        demand(at < 0, `${suite.kernel} (${on.source})`, `${path}[${at}] is ${values} (laws 4 and 10)`)
      }
    }
  })
}

/** Calls without elements, and each followed by an ordinary one, which must not have suffered. */
function emptiness(suite: KernelSuite): Case {
  return lawOf(suite, 11, 'length 0 is legal', async (on) => {
    for (const empty of suite.empty) await suite.check(on, empty())
    await suite.check(on, suite.sample())
  })
}

/** The first call of a shape may take scratch memory, nine more take none. */
function steadyScratch(suite: KernelSuite): Case {
  return lawOf(suite, 12, 'scratch memory stops growing after the first use of a shape', async (on) => {
    const args = suite.sample()
    await perform(on, suite.kernel, args)
    await on.backend.idle()
    const before = on.backend.memory()
    for (let i = 0; i < 9; i++) await perform(on, suite.kernel, args)
    await on.backend.idle()
    const after = on.backend.memory()
    for (const what of ['scratchBytes', 'buffers', 'bytes'] as const)
      demand(
        after[what] <= before[what],
        `${suite.kernel} (${on.source})`,
        `${what} grew from ${before[what]} to ${after[what]} over nine calls of one shape (law 12)`,
      )
  })
}

/** The sample is also right, which makes the laws about it worth something. */
function ordinary(suite: KernelSuite): Case {
  const run: Run = async (on) => void (await suite.check(on, suite.sample()))
  return { name: 'a large call', kernel: suite.kernel, mode: 'check', subjects: () => [], run }
}

/** The laws that are tried on every kernel alike. */
export function kernelLaws(suite: KernelSuite): readonly Case[] {
  return [ordinary(suite), sameBits(suite), emptiness(suite), steadyScratch(suite)]
}
