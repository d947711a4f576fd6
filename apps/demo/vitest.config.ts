import { mergeConfig } from 'vitest/config'
import shared from '../../tooling/vitest.config.ts'

// The browser tests need the page as it is built.
export default mergeConfig(shared, { test: { globalSetup: ['test/browser/support/build-site.ts'] } })
