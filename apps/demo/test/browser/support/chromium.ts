import { CHROMIUM_FLAGS, findChromium, SOFTWARE_WEBGL } from '@evenkeel/chromium'
import { chromium, type Browser } from 'playwright'

export const WITH_WEBGL: readonly string[] = [SOFTWARE_WEBGL]
export const WITHOUT_WEBGL: readonly string[] = ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis']

export function launchChromium(graphics: readonly string[] = WITH_WEBGL): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_FLAGS, ...graphics] })
}
