import { cpu } from '@evenkeel/backend-cpu'
import { openDevice } from '@evenkeel/core'
import { describe, expect, test } from 'vitest'
import { Attributes } from '../../src/vectors/case/attributes.js'
import { Inputs } from '../../src/vectors/case/inputs.js'
import { VectorFolder } from '../../src/vectors/files/folder.js'
import { batchRows, takeRows } from '../../src/vectors/torch/end-to-end/batches.js'

async function rows(batchSizes: number[], shape: number[], data: number[]): Promise<number[][]> {
  const device = await openDevice(cpu)
  const indices = { name: 'batch_indices', dtype: 'int32', shape, data: Float64Array.from(data) }
  const subject = {
    device,
    data: { name: '', op: '', attributes: {}, inputs: [], outputs: [] },
    attributes: new Attributes({ batchSizes }),
    inputs: new Inputs(device, [indices]),
    files: new VectorFolder('none'),
  }
  try {
    return batchRows(subject).map((batch) => Array.from(batch))
  } finally {
    device.close()
  }
}

describe('batches of a training run', () => {
  test('are rows of a table, of which a smaller batch takes the beginning', async () => {
    expect(await rows([2, 1], [2, 2], [5, 6, 7, -1])).toEqual([[5, 6], [7]])
  })

  test('or follow each other in a list', async () => {
    expect(await rows([2, 1], [3], [5, 6, 7])).toEqual([[5, 6], [7]])
  })

  test('are refused when there are more or fewer than the sizes say', async () => {
    await expect(rows([2, 2], [3], [5, 6, 7])).rejects.toThrow(/batchSizes/)
  })

  test('hold scaled pixels, rounded to float32, and labels', () => {
    const images = { shape: [2, 1, 2], data: new Uint8Array([0, 1, 254, 255]) }
    const { x, y } = takeRows({ images, labels: new Uint8Array([3, 9]) }, [1, 0, 1], 255)
    expect(x).toEqual({ shape: [3, 2], data: Float32Array.from([254 / 255, 1, 0, 1 / 255, 254 / 255, 1]) })
    expect(y).toEqual({ shape: [3], data: Int32Array.from([9, 3, 9]) })
  })
})
