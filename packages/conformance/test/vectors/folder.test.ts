import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cpu } from '@evenkeel/backend-cpu'
import { inlineValues } from '../../src/vectors/files/values.js'
import { VectorFolder } from '../../src/vectors/files/folder.js'
import { runVectors, vectorCases } from '../../src/vectors/index.js'

let folder: string

const square = {
  schema: 'nn-vectors/1',
  family: 'onnx/tensor_ops',
  cases: [
    {
      name: 'square',
      op: 'Mul',
      opset: 14,
      attributes: {},
      nodeInputs: ['x', 'x'],
      nodeOutputs: ['y'],
      inputs: [{ name: 'x', dtype: 'float32', shape: [2], data: [3, 'Infinity'] }],
      outputs: [{ name: 'y', dtype: 'float32', shape: [2], data: [9, 'Infinity'] }],
      tolerance: { float32: { rtol: 0, atol: 0 } },
    },
  ],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'))
  await mkdir(join(folder, 'data', 'tiny'), { recursive: true })
  const index = {
    files: [
      { file: 'ops.json', family: square.family },
      { file: 'absent.json', family: 'torch/absent' },
    ],
  }
  await writeFile(join(folder, 'index.json'), JSON.stringify(index))
  await writeFile(join(folder, 'ops.json'), JSON.stringify(square))
  const images = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 7, 255])
  const labels = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 4])
  for (const part of ['train', 't10k']) {
    await writeFile(join(folder, 'data', 'tiny', `${part}-images-idx3-ubyte.gz`), gzipSync(images))
    await writeFile(join(folder, 'data', 'tiny', `${part}-labels-idx1-ubyte.gz`), gzipSync(labels))
  }
})

afterAll(async () => rm(folder, { recursive: true }))

describe('a folder of vectors', () => {
  test('is run by family, subject or source, and only files that are wanted are read', async () => {
    for (const only of ['onnx/tensor_ops', 'tensor_ops', 'onnx']) {
      const report = await runVectors({ provider: cpu, folder, only })
      expect(report).toMatchObject({ passed: 1, failed: 0, skipped: 0 })
      expect(report.families).toEqual([{ family: 'onnx/tensor_ops', passed: 1, failed: 0, skipped: 0, reasons: {} }])
    }
  })

  test('names a file that is missing', async () => {
    await expect(vectorCases(folder)).rejects.toThrow(/absent\.json cannot be read/)
  })

  test('has data sets beside it, or where it is told', async () => {
    const { train, test: held } = await new VectorFolder(folder, join(folder, 'data')).images('tiny')
    expect(train.images).toEqual({ shape: [1, 2, 1], data: new Uint8Array([7, 255]) })
    expect(held.labels).toEqual(new Uint8Array([4]))
  })
})

describe('values in a file', () => {
  test('may be NaN, infinities and booleans', () => {
    const tensor = { name: 'x', dtype: 'float32', shape: [4], data: ['NaN', '-Infinity', true, -0] }
    expect(inlineValues(tensor).data).toEqual(new Float64Array([NaN, -Infinity, 1, -0]))
  })

  test('must be as many as the shape says, and numbers', () => {
    expect(() => inlineValues({ name: 'x', dtype: 'float32', shape: [2], data: [1] })).toThrow(
      /1 values for shape \[2\]/,
    )
    expect(() => inlineValues({ name: 'x', dtype: 'float32', shape: [1], data: ['one'] })).toThrow(/'one'/)
  })
})
