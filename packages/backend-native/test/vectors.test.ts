import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { vectorCases, vectorTests } from '@evenkeel/conformance'
import { describe, test } from 'vitest'
import { nativeWith, SETUPS } from './every-setup.js'

const shared = (folder: string): string => fileURLToPath(new URL(`../../../../shared/${folder}`, import.meta.url))
const folder = shared('vectors')
const cases = existsSync(folder) ? await vectorCases(folder, { dataFolder: shared('data') }) : []

describe.skipIf(cases.length === 0)('reference numbers', () => {
  for (const [name, options] of SETUPS) {
    describe(name, () => vectorTests({ provider: nativeWith(options), cases, describe, test }))
  }
})
