import type { IncomingMessage } from 'node:http'

const NAMES = ['localhost', '127.0.0.1', '[::1]']

/**
 * Why a request is refused, or null. A page of another origin must not reach the server, nor one whose own name was made
 * to point at this machine (DNS rebinding): so the name that was asked for counts, and the page that asks.
 *
 * @param needsOrigin whether a request without the header is refused too, which browsers send with every WebSocket
 */
export function refusal(
  { headers }: Pick<IncomingMessage, 'headers'>,
  port: number,
  { needsOrigin }: { readonly needsOrigin: boolean },
): string | null {
  const hosts = NAMES.map((name) => `${name}:${port}`)
  const { host, origin } = headers
  if (host === undefined || !hosts.includes(host.toLowerCase())) return 'This server answers on this machine alone.'
  if (origin === undefined) return needsOrigin ? 'Runs belong to the page of this server.' : null
  return hosts.some((name) => origin === `http://${name}`) ? null : 'Pages of other origins are not answered.'
}
