import { conformance, type CaseStatus } from '@evenkeel/conformance'
import { afterAll, describe, test } from 'vitest'
import { webgl } from '../src/index.js'
import { dirty } from './device.js'

const counts: Record<CaseStatus, number> = { passed: 0, failed: 0, skipped: 0, deviation: 0 }

conformance({ provider: dirty, describe, test, onResult: ({ status }) => void (counts[status] += 1) })

afterAll(async () => {
  const backend = await webgl.open()
  const { deviations, ...traits } = backend.traits
  const declared = deviations.map(({ subject, meaning }) => `${subject}: ${meaning}`)
  const lines = Object.entries(traits).map(([name, value]) => `${name}: ${String(value)}`)
  const numbers = Object.entries(counts).map(([status, count]) => `${count} ${status}`)
  console.log(
    [backend.description, numbers.join(', '), ...lines, `deviations: ${declared.join('; ') || 'none'}`].join('\n'),
  )
  backend.close()
})
