/** What every answer tells the browser, under https as in production. */
import { beforeAll, describe, expect, it } from 'vitest'
import { PAGES_DIRECTORY, readyPages } from '../../src/app/cli/pages.ts'
import { startServer, type TestServer } from '../kit/server.ts'

let server: TestServer

beforeAll(async () => {
  await readyPages()
  server = await startServer({ pagesDirectory: PAGES_DIRECTORY, environment: { PUBLIC_URL: 'https://zhepai.test' } })
})

const get = (path: string) => fetch(`${server.origin}${path}`, { redirect: 'manual' })

const PLACES = ['/', '/zh', '/en/login', '/zh/lots/none', '/nothing', '/api/v1/lots', '/api/v1/nothing', '/api/auth/get-session', '/healthz']

describe.each(PLACES)('the answer at %s', (path) => {
  it('allows this site only: scripts, frames, bases and kinds of content', async () => {
    const { headers } = await get(path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).toMatch(/object-src 'none'|default-src 'none'/)
    expect(policy).not.toContain('unsafe-eval')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toMatch(/max-age=(?:31536000|[4-9]\d{7}); ?includeSubDomains/i)
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })
})

it('the cookie of a session is sent over https only, to this site only, and no script reads it', async () => {
  const account = { email: 'cookie@test.example', password: 'a long test password' }
  await server.market.auth.createAccount({ ...account, name: 'cookie' })
  const answer = await fetch(`${server.origin}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: 'https://zhepai.test' },
    body: JSON.stringify(account),
  })
  expect(answer.status).toBe(200)
  const session = answer.headers.getSetCookie().filter((line) => line.includes('session_token'))
  expect(session).toHaveLength(1)
  for (const flag of [/^__Secure-zhepai\.session_token=/, /; ?Secure/i, /; ?HttpOnly/i, /; ?SameSite=Lax/i, /; ?Path=\//i]) expect(session[0]).toMatch(flag)
})
