import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright'

/** An installed Chromium; undefined leaves the choice to Playwright, which names the command that installs one. */
const executablePath: string | undefined = [
  process.env['EVENKEEL_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path))

const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** WebGL in software, so that the tests run on machines without a GPU. */
export const WITH_WEBGL: readonly string[] = ['--enable-unsafe-swiftshader']
export const WITHOUT_WEBGL: readonly string[] = ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis']

export function launchChromium(graphics: readonly string[] = WITH_WEBGL): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...FLAGS, ...graphics] })
}
