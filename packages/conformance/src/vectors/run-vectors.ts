import { openDevice, type Device } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import type { VectorResult } from './case/run-case.js'
import { summarize, type VectorReport } from './report.js'
import { vectorCases, type VectorSelection } from './vector-cases.js'

/** The device to run on, or the provider to open one from. */
export type VectorSubject = { readonly device: Device } | { readonly provider: Provider<unknown> }

/** Options of {@link runVectors}. */
export type VectorOptions = VectorSubject &
  VectorSelection & {
    /** Where the vectors are: a folder with index.json, as a path or a URL. */
    readonly folder: string
    /** Called after each case. */
    readonly onResult?: (result: VectorResult) => void
  }

/**
 * Runs the cases of a folder of vectors through the public interface of core, and counts what passed, failed and was
 * skipped. The tolerances are those for float32.
 *
 * ```ts
 * console.log(formatVectorReport(await runVectors({ provider: cpu, folder: 'vectors' })))
 * ```
 *
 * @throws DatasetError when there are no vectors at the folder
 * @throws DeviceUnavailableError when the provider cannot be opened
 */
export async function runVectors({ folder, onResult, ...options }: VectorOptions): Promise<VectorReport> {
  const cases = await vectorCases(folder, options)
  const device = 'device' in options ? options.device : await openDevice(options.provider)
  const results: VectorResult[] = []
  try {
    for (const item of cases) {
      const result = await item.run(device)
      results.push(result)
      onResult?.(result)
    }
  } finally {
    if (!('device' in options)) device.close()
  }
  return summarize(results)
}
