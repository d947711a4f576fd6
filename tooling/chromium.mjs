// The Chromium that browser tests run in: one that is installed, else one that this machine can install by itself.
import { existsSync } from 'node:fs'
import { run } from './turbo.mjs'

const PLACES = [
  process.env.EVENKEEL_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const installed = () => PLACES.find((path) => path && existsSync(path)) ?? null

/** Installs it where there is none: as root on Debian and Ubuntu their package, elsewhere Playwright's own. */
export async function ensureChromium() {
  if (installed() !== null) return installed()
  console.log('No Chromium was found for the browser tests; installing one.')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'], { quiet: true })
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { quiet: true })
    if (installed() !== null) return installed()
  }
  const playwright = ['--yes', 'pnpm@12.21.0', '--filter', '@evenkeel/backend-webgl', 'exec', 'playwright']
  if (run('npx', [...playwright, 'install', 'chromium'], { quiet: true }) !== 0) return null
  const { chromium } = await import('../packages/backend-webgl/node_modules/playwright/index.mjs')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
}
