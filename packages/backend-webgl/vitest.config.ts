import { existsSync } from 'node:fs'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import type { BrowserCommand } from 'vitest/node'
import { serveBuiltPage } from './test/page/serve-built-page.js'
import { serveShared } from './test/vectors/serve-shared.js'

/** An installed Chromium; undefined leaves the choice to Playwright, which names the command that installs one. */
const chromium: string | undefined = [
  process.env['EVENKEEL_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

// Software rendering, so that the tests run on machines without a GPU; nothing is fetched from the network.
const flags: string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
]

/** For the one test of what happens in Node: loads the sources there and asks the provider. */
const probeInNode: BrowserCommand<[]> = async ({ project }) => {
  const { webgl } = await project.vite.ssrLoadModule('/src/index.ts')
  return webgl.probe() as Promise<unknown>
}

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
      provider: playwright({ launchOptions: { executablePath: chromium, args: flags } }),
      commands: { probeInNode, serveBuiltPage },
      instances: [{ browser: 'chromium' }],
    },
  },
})
