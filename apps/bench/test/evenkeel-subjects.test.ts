import { cpu } from '@evenkeel/backend-cpu'
import { openDevice } from '@evenkeel/core'
import { expect, test } from 'vitest'
import { evenkeelCpu } from '../src/contenders/evenkeel-cpu.js'
import { evenkeelArticleTraining } from '../src/contenders/evenkeel/article-training.js'
import { evenkeelBatchNorm } from '../src/contenders/evenkeel/batch-norm.js'
import { agrees, compareOutputs } from '../src/measure/agreement.js'
import { articleTraining } from '../src/workloads/article-training.js'
import { batchNormReference } from '../src/workloads/batch-norm-reference.js'
import { batchNorm } from '../src/workloads/batch-norm.js'

test('evenkeel has a task for each of its workloads', async () => {
  const { tasks } = await evenkeelCpu.open()
  expect(Object.keys(tasks)).toEqual(evenkeelCpu.workloads)
})

test('batch normalization by evenkeel agrees with the reference in double precision', async () => {
  const device = await openDevice(cpu)
  const workload = batchNorm(33, 5)
  const subject = evenkeelBatchNorm(device, workload.inputs())
  const expected = batchNormReference(workload.inputs())
  const differences = compareOutputs(await subject.outputs(), expected, workload.tolerances)
  expect(differences.filter((difference) => !agrees(difference))).toEqual([])
})

test('every measure has a run, and runs leave nothing behind', async () => {
  const device = await openDevice(cpu)
  const workload = batchNorm(33, 5)
  const subject = evenkeelBatchNorm(device, workload.inputs())
  const buffers = (): number => device.memory().backend.buffers
  for (const { name } of workload.measures) await subject.runs[name]()
  const after = buffers()
  for (const { name } of workload.measures) await subject.runs[name]()
  expect(buffers()).toBe(after)
})

test('the article’s network learns: its loss falls below that of chance, ln 10, and goes on falling', async () => {
  const inputs = { ...articleTraining.inputs(), epochs: 2 }
  const { loss } = await evenkeelArticleTraining(await openDevice(cpu), inputs).outputs()
  expect(loss).toHaveLength(2)
  expect(loss[0]).toBeLessThan(Math.log(10))
  expect(loss[1]).toBeLessThan(loss[0])
})
