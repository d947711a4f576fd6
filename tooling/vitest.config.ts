import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// Tests run against the sources of the workspace, so that a failure points at the line to mend.
// The alias lets core's own tests use a device without core depending on one.
export default defineConfig({
  resolve: {
    conditions: ['evenkeel-source'],
    alias: {
      '@evenkeel/backend-cpu': fileURLToPath(new URL('../packages/backend-cpu/src/index.ts', import.meta.url)),
    },
  },
  ssr: { resolve: { conditions: ['evenkeel-source'] } },
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000 },
})
