import { cpu } from '@evenkeel/backend-cpu'
import { openDevice, type Device } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import { runCase, type VectorResult } from '../../src/vectors/case/run-case.js'
import { VectorFolder } from '../../src/vectors/files/folder.js'
import { findRunner } from '../../src/vectors/find-runner.js'
import type { CaseData, TensorData } from '../../src/vectors/format.js'

/** A tensor of a case. */
export function given(name: string, shape: number[], data: TensorData['data'], dtype = 'float32'): TensorData {
  return { name, dtype, shape, data }
}

/** Runs a case that stands in the test itself. */
export async function onCpu(
  family: string,
  data: CaseData,
  provider: Provider<unknown> = cpu as Provider<unknown>,
): Promise<VectorResult> {
  const device: Device = await openDevice(provider)
  try {
    return await runCase(device, family, data, findRunner(family, data.op), new VectorFolder('none'))
  } finally {
    device.close()
  }
}
