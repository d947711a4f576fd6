import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryFolder } from './temporary-folder.js'

/**
 * Writes a folder of reference numbers with one family, `onnx/activations`: relu(−1, 2) as it is, relu(−1, 2) as it is
 * not, and an operator that nobody has.
 *
 * @returns the folder
 */
export async function activationVectors(): Promise<string> {
  const folder = await temporaryFolder()
  const tensor = (name: string, data: readonly number[]): object => ({ name, dtype: 'float32', shape: [2], data })
  const operator = (name: string, op: string, expected: readonly number[]): object => ({
    name,
    op,
    attributes: {},
    inputs: [tensor('x', [-1, 2])],
    outputs: [tensor('y', expected)],
    tolerance: { float32: { rtol: 1e-5, atol: 1e-6 } },
    nodeInputs: ['x'],
    nodeOutputs: ['y'],
    opset: 14,
  })
  const file = {
    schema: 'nn-vectors/1',
    family: 'onnx/activations',
    cases: [
      operator('correct', 'Relu', [0, 2]),
      operator('incorrect', 'Relu', [1, 2]),
      operator('unknown', 'Frobnicate', [0, 2]),
    ],
  }
  const index = { schema: 'nn-vectors-index/1', files: [{ file: 'activations.json', family: 'onnx/activations' }] }
  await writeFile(join(folder, 'index.json'), JSON.stringify(index))
  await writeFile(join(folder, 'activations.json'), JSON.stringify(file))
  return folder
}
