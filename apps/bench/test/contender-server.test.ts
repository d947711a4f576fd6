import { OptionError, StateError } from '@evenkeel/core'
import { describe, expect, test } from 'vitest'
import type { Contender } from '../src/contenders/contender.js'
import { ContenderServer } from '../src/process/contender-server.js'

/** A contender whose only result is the number of images it was given, and whose runs take 3 ms each. */
const counting: Contender = {
  name: 'counting',
  side: 'peer',
  kinds: ['training'],
  packages: [],
  open: async () => ({
    description: 'counts images',
    tasks: {
      training: async ({ samples }) => ({
        outputs: async () => ({ samples: Float32Array.of(samples) }),
        runs: { training: async (repetitions) => 3 * repetitions },
        dispose: () => {},
      }),
    },
  }),
}

describe('ContenderServer', () => {
  test('opens a contender, hands it the data and lets it run', async () => {
    const server = new ContenderServer([counting])
    expect(await server.execute({ command: 'open', arguments: { contender: 'counting' } })).toEqual({
      description: 'counts images',
    })
    const outputs = await server.execute({ command: 'prepare', arguments: { workload: 'article-training' } })
    expect(outputs).toEqual({ samples: Float32Array.of(1280) })
    const run = { command: 'run', arguments: { measure: 'training', repetitions: 10 } } as const
    expect(await server.execute(run)).toBe(30)
    await server.execute({ command: 'release', arguments: {} })
    await expect(server.execute(run)).rejects.toThrow(StateError)
  })

  test('refuses contenders and work that it does not know', async () => {
    const server = new ContenderServer([counting])
    const unknown = server.execute({ command: 'open', arguments: { contender: 'somebody' } })
    await expect(unknown).rejects.toThrow(OptionError)
    await server.execute({ command: 'open', arguments: { contender: 'counting' } })
    const other = server.execute({ command: 'prepare', arguments: { workload: 'batch-norm-4096x1024' } })
    await expect(other).rejects.toThrow(StateError)
  })
})
