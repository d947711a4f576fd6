import { afterEach, expect, test } from 'vitest'
import { OUTPUTS_PATH } from '../src/browser/outputs-path.js'
import { PageServer } from '../src/browser/page-server.js'

let server: PageServer | null = null
afterEach(() => server?.close())

const start = async (): Promise<PageServer> => {
  server = await PageServer.start(new Map([['/page.js', new TextEncoder().encode('let x')]]))
  return server
}

test('serves the page and its files, isolated for the sake of the clock', async () => {
  const { url } = await start()
  const page = await fetch(url)
  expect(page.headers.get('Content-Type')).toBe('text/html')
  expect(await page.text()).toContain('src="/page.js"')
  expect(page.headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin')
  expect(page.headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp')
  expect(await (await fetch(`${url}page.js`)).text()).toBe('let x')
  expect((await fetch(`${url}other.js`)).status).toBe(404)
})

test('outputs that are posted are taken once, under their names', async () => {
  const { url } = await start()
  const values = Float32Array.of(1.5, NaN, -0)
  const name = 'A·B, 512×512×512'
  await fetch(`${url.slice(0, -1)}${OUTPUTS_PATH}${encodeURIComponent(name)}`, { method: 'POST', body: values })
  expect(server?.takeOutputs()).toEqual({ [name]: values })
  expect(server?.takeOutputs()).toEqual({})
})
