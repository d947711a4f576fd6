import { formatVectorReport, runVectors } from '@evenkeel/conformance'
import { expect, test } from 'vitest'
import { webgl } from '../../src/index.js'

const folder = `${location.origin}/shared/vectors`

test('reference numbers of PyTorch and ONNX', async ({ skip }) => {
  const present = (await fetch(`${folder}/index.json`)).ok
  if (!present) console.warn('../shared/vectors is not there: no reference numbers were compared.')
  skip(!present, '../shared/vectors is not there')
  const report = await runVectors({ provider: webgl, folder, dataFolder: `${location.origin}/shared/data` })
  console.log(formatVectorReport(report))
  expect(report.passed).toBeGreaterThan(0)
  expect(report.failures.map(({ family, name, reason }) => `${family} ${name}: ${reason}`)).toEqual([])
}, 300_000)
