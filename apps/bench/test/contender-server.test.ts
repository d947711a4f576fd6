import { OptionError, StateError } from '@evenkeel/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Contender } from '../src/contenders/contender.js'
import { ContenderServer } from '../src/process/contender-server.js'

/** A contender whose only result is the number of images it was given. */
const counting: Contender = {
  name: 'counting',
  side: 'peer',
  workloads: ['article-training'],
  packages: [],
  open: async () => ({
    description: 'counts images',
    tasks: {
      'article-training': async ({ samples }) => ({
        outputs: async () => ({ samples: Float32Array.of(samples) }),
        runs: { training: async () => {} },
        dispose: () => {},
      }),
    },
  }),
}

describe('ContenderServer', () => {
  afterEach(() => void vi.restoreAllMocks())

  test('opens a contender, hands it the data and times its runs', async () => {
    const server = new ContenderServer([counting])
    expect(await server.execute({ command: 'open', arguments: { contender: 'counting' } })).toEqual({
      description: 'counts images',
    })
    const outputs = await server.execute({ command: 'prepare', arguments: { workload: 'article-training' } })
    expect(outputs).toEqual({ samples: Float32Array.of(1280) })
    vi.spyOn(performance, 'now').mockReturnValueOnce(100).mockReturnValueOnce(130)
    expect(await server.execute({ command: 'run', arguments: { measure: 'training' } })).toBe(30)
    await server.execute({ command: 'release', arguments: {} })
    const again = server.execute({ command: 'run', arguments: { measure: 'training' } })
    await expect(again).rejects.toThrow(StateError)
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
