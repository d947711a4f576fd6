import type { Device } from '@evenkeel/core'
import { findRunner } from './find-runner.js'
import { runCase, type VectorResult } from './case/run-case.js'
import { VectorFolder } from './files/folder.js'

/** Which vectors to take, and where their data sets are. */
export interface VectorSelection {
  /** A family (`torch/batchnorm_hard`), its subject (`batchnorm`) or its source (`onnx`). Default: all. */
  readonly only?: string
  /** Folder with a folder for each data set. Default: `data` beside the vectors. */
  readonly dataFolder?: string
}

/** One case, ready to run on any device. */
export interface VectorCase {
  readonly family: string
  readonly name: string
  readonly op: string
  /** Computes the case and compares it with the reference. What the device does wrong is in the result. */
  run(device: Device): Promise<VectorResult>
}

/**
 * The cases of a folder of vectors (schema `nn-vectors/1`), in the order of its index.
 *
 * @param folder a path, or a URL
 * @throws DatasetError when there is no index, or a file of it is missing
 */
export async function vectorCases(folder: string, { only, dataFolder }: VectorSelection = {}): Promise<VectorCase[]> {
  const vectors = new VectorFolder(folder, dataFolder)
  const files = await vectors.files((family) => only === undefined || [family, ...family.split('/')].includes(only))
  return files.flatMap(({ family, cases }) =>
    cases.map((data) => ({
      family,
      name: data.name,
      op: data.op,
      run: (device: Device) => runCase(device, family, data, findRunner(family, data.op), vectors),
    })),
  )
}
