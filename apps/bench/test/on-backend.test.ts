import { expect, test } from 'vitest'
import { onBackend } from '../src/browser/on-backend.js'
import type { Tfjs } from '../src/contenders/tfjs/tfjs.js'
import { matrixProducts } from '../src/workloads/matrix-products.js'

test('each turn begins by setting the backend, before the clock of its run', async () => {
  const log: string[] = []
  const setBackend = async (name: string): Promise<boolean> => {
    await Promise.resolve()
    return log.push(name) > 0
  }
  const note = (what: string): number => log.push(what)
  const tasks = onBackend({ setBackend } as Tfjs, 'webgl', {
    'matrix-product': async () => {
      note('task')
      const outputs = async () => ({ y: Float32Array.of(note('outputs')) })
      return { outputs, runs: { m: async (repetitions) => note(`run ×${repetitions}`) }, dispose: () => {} }
    },
  })
  const subject = await tasks['matrix-product']?.(matrixProducts.inputs() as never)
  await subject?.outputs()
  await subject?.runs.m(5)
  expect(log).toEqual(['webgl', 'task', 'webgl', 'outputs', 'webgl', 'run ×5'])
})
