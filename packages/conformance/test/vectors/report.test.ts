import { expect, test } from 'vitest'
import type { VectorResult } from '../../src/vectors/index.js'
import { formatVectorReport, summarize } from '../../src/vectors/report.js'

const result = (family: string, status: VectorResult['status'], reason: string | null = null): VectorResult => ({
  family,
  name: 'case',
  op: 'Op',
  status,
  reason,
  mismatches: [],
})

test('a report counts by family, with reasons for what was skipped and a line for each failure', () => {
  const report = summarize([
    result('onnx/losses', 'passed'),
    result('torch/linear', 'skipped', 'dtype int8'),
    result('torch/linear', 'skipped', 'dtype int8'),
    result('onnx/losses', 'failed', 'y[0]: got 1, want 2'),
  ])
  expect(report).toMatchObject({ passed: 1, failed: 1, skipped: 2 })
  expect(report.families).toEqual([
    { family: 'onnx/losses', passed: 1, failed: 1, skipped: 0, reasons: {} },
    { family: 'torch/linear', passed: 0, failed: 0, skipped: 2, reasons: { 'dtype int8': 2 } },
  ])
  expect(formatVectorReport(report).split('\n')).toEqual([
    'family        passed  failed skipped',
    'onnx/losses        1       1       0',
    'torch/linear       0       0       2  dtype int8 (2)',
    'all                1       1       2',
    'failed: onnx/losses case: y[0]: got 1, want 2',
  ])
})
