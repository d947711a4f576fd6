import { CHROMIUM_FLAGS, findChromium, SOFTWARE_WEBGL } from '@evenkeel/chromium'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import type { BrowserCommand } from 'vitest/node'
import { serveBuiltPage } from './test/page/serve-built-page.js'
import { serveShared } from './test/vectors/serve-shared.js'

/** For the one test of what happens in Node: loads the sources there and asks the provider. */
const probeInNode: BrowserCommand<[]> = async ({ project }) => {
  const { webgl } = await project.vite.ssrLoadModule('/src/index.ts')
  return webgl.probe() as Promise<unknown>
}

const launchOptions = { executablePath: findChromium(), args: [...CHROMIUM_FLAGS, SOFTWARE_WEBGL] }

// The tests of this package run in a page of a real browser, against the sources of the workspace.
export default defineConfig({
  plugins: [serveShared],
  resolve: { conditions: ['evenkeel-source', 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: ['evenkeel-source'] } },
  optimizeDeps: { include: ['gpu.js'] },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions }),
      commands: { probeInNode, serveBuiltPage },
      instances: [{ browser: 'chromium' }],
    },
  },
})
