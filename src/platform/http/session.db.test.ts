import type { FastifyRequest } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { openAuth, type Auth } from '#platform/auth/auth.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrateAll } from '../../app/core.ts'
import { freshDatabase } from '../../../test/kit/database.ts'
import { openSessions, type Sessions } from './session.ts'

const ORIGIN = 'http://zhepai.test'
const PASSWORD = 'a long test password'

/** Two processes of one market: a session that one ends must end in the other. */
let here: Auth
let elsewhere: Auth
const people = new Map<string, Actor>()
const looks = { proved: 0, confirmed: [] as number[] }

const actor = (userId: string): Actor => people.get(userId) ?? { kind: 'person', personId: `per_${userId}`, mandates: [] }

/** No machine is so slow that a look is forgotten meanwhile. */
const LONG_MS = 3_600_000

const open = (confirmMs = LONG_MS): Sessions =>
  openSessions({
    auth: {
      accountFrom: (headers) => {
        looks.proved += 1
        return here.accountFrom(headers)
      },
      standingSessions: (tokens) => {
        looks.confirmed.push(tokens.length)
        return here.standingSessions(tokens)
      },
      factorOf: (token) => here.factorOf(token),
    },
    mustHaveFactor: () => false,
    machineNow: Date.now,
    record: () => undefined,
    actorOf: async ({ userId }) => actor(userId),
    actorsOf: async (userIds) => new Map(userIds.map((id) => [id, actor(id)])),
    confirmMs,
  })

const requestWith = (cookie: string): FastifyRequest => ({ headers: { cookie, host: 'zhepai.test' } }) as unknown as FastifyRequest

const logIn = async (name: string): Promise<{ readonly userId: string; readonly cookie: string }> => {
  const email = `${name}@test.example`
  const userId = await here.createAccount({ email, password: PASSWORD, name })
  const body = JSON.stringify({ email, password: PASSWORD })
  const headers = { 'content-type': 'application/json', origin: ORIGIN, 'x-client-ip': '10.0.0.1' }
  const response = await here.handler(new Request(`${ORIGIN}/api/auth/sign-in/email`, { method: 'POST', headers, body }))
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { userId, cookie }
}

const logOutElsewhere = (cookie: string) =>
  elsewhere.handler(new Request(`${ORIGIN}/api/auth/sign-out`, { method: 'POST', headers: { cookie, origin: ORIGIN, 'x-client-ip': '10.0.0.2' } }))

beforeAll(async () => {
  const { url } = await freshDatabase()
  const options = {
    databaseUrl: url,
    publicUrl: ORIGIN,
    secret: 'test-secret-test-secret-test-secret-0',
    trustedOrigins: [ORIGIN],
    secureCookies: false,
    onIdleError: () => undefined,
    note: async () => undefined,
    onProblem: () => undefined,
  }
  here = openAuth(options)
  elsewhere = openAuth(options)
  const database = openDatabase({ url, onIdleError: () => undefined })
  await migrateAll(database, [])
  await database.close()
  await here.migrate()
})
afterAll(async () => {
  await here.close()
  await elsewhere.close()
})
beforeEach(() => {
  looks.proved = 0
  looks.confirmed = []
  people.clear()
})

describe('who is calling', () => {
  it('is proved once, and all who are remembered are confirmed by one look', async () => {
    const sessions = open()
    const crowd = await Promise.all(['a', 'b', 'c', 'd'].map(logIn))
    for (const { cookie, userId } of crowd) expect((await sessions.actorFrom(requestWith(cookie))).personId).toBe(`per_${userId}`)
    for (const { cookie } of crowd) await sessions.actorFrom(requestWith(cookie))
    expect(looks).toEqual({ proved: 4, confirmed: [] })
    sessions.forget()
    const again = await Promise.all(crowd.map(({ cookie }) => sessions.actorFrom(requestWith(cookie))))
    expect(again.map(({ personId }) => personId)).toEqual(crowd.map(({ userId }) => `per_${userId}`))
    expect(looks).toEqual({ proved: 4, confirmed: [4] })
  })

  it('has a new role with the next request after it was given here', async () => {
    const sessions = open()
    const { cookie, userId } = await logIn('e')
    expect((await sessions.actorFrom(requestWith(cookie))).mandates).toEqual([])
    people.set(userId, { kind: 'person', personId: 'per_e', mandates: [{ role: 'enterprise', organisationId: 'org_1' }] })
    sessions.forget()
    expect((await sessions.actorFrom(requestWith(cookie))).mandates).toHaveLength(1)
  })

  it('is nobody any more after a log-out in another process, at once where told and else within the bound', async () => {
    const [told, untold] = [open(), open(0)]
    const { cookie } = await logIn('f')
    for (const sessions of [told, untold]) expect((await sessions.actorFrom(requestWith(cookie))).kind).toBe('person')
    await logOutElsewhere(cookie)
    expect((await told.actorFrom(requestWith(cookie))).kind).toBe('person')
    told.forget()
    expect((await told.actorFrom(requestWith(cookie))).kind).toBe('visitor')
    expect((await untold.actorFrom(requestWith(cookie))).kind).toBe('visitor')
  })

  it('is not believed with a changed signature, even where the session is remembered', async () => {
    const sessions = open()
    const { cookie } = await logIn('g')
    expect((await sessions.actorFrom(requestWith(cookie))).kind).toBe('person')
    const forged = cookie.replace(/(session_token=[^.]+\.)(.)/, (_, head: string, sign: string) => head + (sign === 'A' ? 'B' : 'A'))
    expect(forged).not.toBe(cookie)
    expect((await sessions.actorFrom(requestWith(forged))).kind).toBe('visitor')
    sessions.forget()
    expect((await sessions.actorFrom(requestWith(forged))).kind).toBe('visitor')
    expect((await sessions.actorFrom(requestWith(''))).kind).toBe('visitor')
  })
})
