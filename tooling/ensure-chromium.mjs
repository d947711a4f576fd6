// The Chromium that browser tests run in: one that is installed, else one that this machine can install by itself.
import { existsSync } from 'node:fs'
import { findChromium } from './chromium/chromium.mjs'
import { run } from './turbo.mjs'

/** Installs it where there is none: as root on Debian and Ubuntu their package, elsewhere Playwright's own. */
export async function ensureChromium() {
  const installed = findChromium()
  if (installed !== undefined) return installed
  console.log('No Chromium was found for the browser tests; installing one.')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq'], { quiet: true })
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { quiet: true })
    const packaged = findChromium()
    if (packaged !== undefined) return packaged
  }
  const playwright = ['--yes', 'pnpm@12.21.0', '--filter', '@evenkeel/backend-webgl', 'exec', 'playwright']
  if (run('npx', [...playwright, 'install', 'chromium'], { quiet: true }) !== 0) return null
  const { chromium } = await import('../packages/backend-webgl/node_modules/playwright/index.mjs')
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
}
