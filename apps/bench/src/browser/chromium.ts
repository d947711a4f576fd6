import { existsSync } from 'node:fs'

/** Software rendering where there is no GPU; nothing is fetched from the network. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-swiftshader',
]

/** An installed Chromium or Chrome; undefined leaves the choice to Playwright. */
export function findChromium(): string | undefined {
  const places = [
    process.env.EVENKEEL_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
  return places.find((path) => path !== undefined && existsSync(path))
}
