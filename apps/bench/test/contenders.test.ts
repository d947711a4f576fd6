import { cpu } from '@evenkeel/backend-cpu'
import { openDevice } from '@evenkeel/core'
import { describe, expect, test } from 'vitest'
import { PAGE_CONTENDERS } from '../src/browser/contenders.js'
import { EVENKEEL_KINDS, evenkeelTasks } from '../src/contenders/evenkeel/tasks.js'
import { CONTENDERS } from '../src/contenders/index.js'
import type { Jax } from '../src/contenders/jax/jax.js'
import { JAX_KINDS, jaxTasks } from '../src/contenders/jax/tasks.js'
import { memoryCopy } from '../src/contenders/memory-copy.js'
import {
  TFJS_ELEMENTWISE_KINDS,
  TFJS_HANDWRITTEN_KINDS,
  TFJS_KINDS,
  tfjsElementwiseTasks,
  tfjsHandwrittenTasks,
  tfjsTasks,
} from '../src/contenders/tfjs/tasks.js'
import type { Tfjs } from '../src/contenders/tfjs/tfjs.js'
import { batchNorm } from '../src/workloads/batch-norm.js'
import { WORKLOADS } from '../src/workloads/index.js'

describe('contenders', () => {
  test.each([
    ['in processes', CONTENDERS],
    ['in a page', PAGE_CONTENDERS],
  ])('%s have names of their own', (_where, contenders) => {
    const names = contenders.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('have a task for each kind of work that they say they can do', async () => {
    const device = await openDevice(cpu)
    expect(Object.keys(evenkeelTasks(device))).toEqual(EVENKEEL_KINDS)
    expect(Object.keys(tfjsTasks({} as Tfjs))).toEqual(TFJS_KINDS)
    expect(Object.keys(tfjsElementwiseTasks({} as Tfjs))).toEqual(TFJS_ELEMENTWISE_KINDS)
    expect(Object.keys(tfjsHandwrittenTasks({} as Tfjs))).toEqual(TFJS_HANDWRITTEN_KINDS)
    expect(Object.keys(jaxTasks({} as Jax))).toEqual(JAX_KINDS)
  })

  test('of evenkeel do all work', () => {
    const kinds = new Set(Object.values(WORKLOADS).map(({ kind }) => kind))
    expect([...kinds].toSorted()).toEqual(EVENKEEL_KINDS.toSorted())
  })
})

test('copying has a run for each measure of batch norm', async () => {
  const { tasks } = await memoryCopy.open()
  const workload = batchNorm([33, 5])
  const subject = await tasks['batch-norm']?.(workload.inputs())
  expect(Object.keys(subject?.runs ?? {})).toEqual(workload.measures.map(({ name }) => name))
})
