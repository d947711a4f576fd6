import { runConformance, selectCases, titleOf } from '@evenkeel/conformance'
import { EvenkeelError } from '@evenkeel/core'
import type { Provider } from '@evenkeel/core/backend'
import type { ErrorFacts } from '../../protocol/facts.js'
import { checkReport } from './check-report.js'
import type { CheckedDevice, CheckMessage } from './messages.js'

/** Time between two messages of progress. */
const PROGRESS_MS = 100

const PROVIDERS: Readonly<Record<CheckedDevice, () => Promise<Provider<unknown>>>> = {
  cpu: async () => (await import('@evenkeel/backend-cpu')).cpu,
  webgl: async () => (await import('@evenkeel/backend-webgl')).webgl,
}

function tell(message: CheckMessage): void {
  self.postMessage(message)
}

function errorFacts(error: unknown): ErrorFacts {
  if (error instanceof EvenkeelError) return { code: error.code, what: error.what, remedy: error.remedy }
  const what = error instanceof Error ? error.message : String(error)
  return { code: 'UNEXPECTED', what, remedy: 'Load the page again, and check once more.' }
}

async function check(device: CheckedDevice): Promise<void> {
  const provider = await PROVIDERS[device]()
  const total = selectCases({}).length
  let [done, failed, toldAt] = [0, 0, 0]
  const report = await runConformance({
    provider,
    onResult: ({ case: test, status }) => {
      done += 1
      if (status === 'failed') failed += 1
      if (performance.now() - toldAt < PROGRESS_MS && done < total) return
      toldAt = performance.now()
      tell({ type: 'progress', done, total, failed, title: titleOf(test) })
    },
  })
  tell({ type: 'done', report: checkReport(report) })
}

self.addEventListener('message', ({ data }: MessageEvent<CheckedDevice>) => {
  check(data).catch((error: unknown) => tell({ type: 'failed', error: errorFacts(error) }))
})
