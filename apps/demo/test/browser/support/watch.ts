import type { BrowserContext } from 'playwright'

/** What a page must never do, in words, as it happens. */
export interface Watch {
  readonly problems: readonly string[]
}

/** Looks for errors in the console, breaches of the content security policy and requests to other origins. */
export async function watch(context: BrowserContext, address: string): Promise<Watch> {
  const { origin } = new URL(address)
  const problems: string[] = []
  context.on('request', (request) => {
    const url = new URL(request.url())
    const own = url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:'
    if (!own) problems.push(`asked another origin: ${request.url()}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => problems.push(`not caught: ${error.error().message}`))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`content security policy: ${violatedDirective} forbids ${blockedURI}`)
    })
  })
  return { problems }
}
