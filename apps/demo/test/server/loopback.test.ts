import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { closeReason } from '../../src/server/close-reason.js'
import { refusal } from '../../src/server/loopback.js'
import { SECURITY_HEADERS } from '../../src/server/security-headers.js'

describe('a request is answered', () => {
  test.each(['localhost:4173', 'LOCALHOST:4173', '127.0.0.1:4173', '[::1]:4173'])('under the name %s', (host) => {
    expect(refusal({ headers: { host } }, 4173, { needsOrigin: false })).toBeNull()
    expect(refusal({ headers: { host, origin: 'http://localhost:4173' } }, 4173, { needsOrigin: true })).toBeNull()
  })

  test.each([
    undefined,
    '',
    'localhost',
    'localhost:80',
    'evil.example:4173',
    'localhost.evil.example:4173',
    '192.168.0.2:4173',
  ])('not under the name %s', (host) => {
    expect(refusal({ headers: { host } }, 4173, { needsOrigin: false })).toContain('this machine alone')
  })

  test.each(['http://evil.example', 'https://localhost:4173', 'http://localhost:4174', 'null', ''])(
    'not for a page of %s',
    (origin) => {
      const headers = { host: 'localhost:4173', origin }
      expect(refusal({ headers }, 4173, { needsOrigin: false })).toContain('other origins')
    },
  )

  test('without a page only where none is needed', () => {
    const headers = { host: 'localhost:4173' }
    expect(refusal({ headers }, 4173, { needsOrigin: false })).toBeNull()
    expect(refusal({ headers }, 4173, { needsOrigin: true })).toContain('the page of this server')
  })
})

test('the policy of the server is that of the page, and no other page may frame it', () => {
  const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8')
  const [, content] = /Content-Security-Policy"\s+content="([^"]*)"/.exec(page) ?? []
  expect(SECURITY_HEADERS['Content-Security-Policy']).toBe(`${content}; frame-ancestors 'none'`)
  expect(content).not.toContain('unsafe-eval')
})

test('the reason of a closing fits, cut between characters', () => {
  expect(closeReason('short')).toBe('short')
  expect(Buffer.byteLength(closeReason('é'.repeat(100)))).toBe(122)
})
