import type { Page } from 'playwright'

const CHANNEL = 'lose-context'

/** Runs in the worker before its own script: the context of the GPU can then be lost on demand, as by a driver's reset. */
const HOOK = `
const getContext = OffscreenCanvas.prototype.getContext
OffscreenCanvas.prototype.getContext = function (...args) {
  const context = getContext.apply(this, args)
  if (context !== null && String(args[0]).startsWith('webgl')) {
    const extension = context.getExtension('WEBGL_lose_context')
    new BroadcastChannel('${CHANNEL}').addEventListener('message', () => extension.loseContext())
  }
  return context
}
`

/** Lets the contexts of training workers be lost. To be called before the page is loaded. */
export async function makeContextsLosable(page: Page): Promise<void> {
  await page.route(/training\.worker.*\.js/, async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, body: `${HOOK}${await response.text()}` })
  })
}

/** Loses them. */
export async function loseContexts(page: Page): Promise<void> {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target, unlike a window.
  await page.evaluate((name) => new BroadcastChannel(name).postMessage(null), CHANNEL)
}
