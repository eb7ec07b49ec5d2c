/** Accounts and the security log, for owners and administrators. */
import { ok, refuse } from '#kernel/result.ts'
import { accountById, findAccounts, sessionsOf } from '#platform/auth/administration.ts'
import { securityEvents } from '#platform/auth/security-log.ts'
import type { Queries } from '#platform/command/module.ts'
import { personById } from '#modules/party/index.ts'
import type { accountContract } from './api.ts'
import { draftQueries } from './drafts.ts'
import { logFile } from './log-file.ts'

type Event = Awaited<ReturnType<typeof securityEvents>>[number]
type Account = NonNullable<Awaited<ReturnType<typeof accountById>>>

const shownEvent = ({ id, detail, ...event }: Event) => ({
  ...event,
  id: String(id),
  detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)])),
})

const shownAccount = ({ disabledReason, passkeys, keys, sessions, lang: _lang, ...account }: Account) => ({
  ...account,
  passkeys: Number(passkeys ?? 0),
  keys: Number(keys ?? 0),
  sessions: Number(sessions ?? 0),
  disabledReason: disabledReason ?? '',
})

const EXPORTED = 20_000

const beforeOf = (cursor: string | undefined): bigint | undefined => (cursor === undefined ? undefined : BigInt(cursor))

const pageOfEvents = (events: readonly Event[], limit: number) => ({
  items: events.slice(0, limit).map(shownEvent),
  nextCursor: events.length > limit ? String(events[limit - 1]?.id) : null,
  total: null,
})

export const queries: Queries<typeof accountContract, 'myEvents' | 'find' | 'get' | 'events' | 'exportEvents' | 'drafts'> = {
  ...draftQueries,
  myEvents: async ({ reader, actor }, { cursor, limit }) => {
    const person = actor.personId === null ? null : await personById(reader, actor.personId)
    if (!person) return ok({ items: [], nextCursor: null, total: null })
    return ok(pageOfEvents(await securityEvents(reader, { accountId: person.userId, before: beforeOf(cursor), limit: limit + 1 }), limit))
  },
  find: async ({ reader }, { q, state, cursor, limit }) => {
    if (cursor !== undefined && !cursor.includes('@')) return refuse('request.cursor_unreadable', {}, { field: 'cursor' })
    const found = await findAccounts(reader, { q, state, after: cursor, limit: limit + 1 })
    return ok({ items: found.slice(0, limit).map(shownAccount), nextCursor: found.length > limit ? (found[limit - 1]?.email ?? null) : null, total: null })
  },
  get: async ({ reader }, { id }) => {
    const account = await accountById(reader, id)
    if (!account) return refuse('account.not_found', { id })
    const sessions = await sessionsOf(reader, id)
    return ok({
      ...shownAccount(account),
      sessionList: sessions.map(({ id: sessionId, createdAt, updatedAt, ipAddress, userAgent }) => ({
        id: sessionId,
        createdAt,
        updatedAt,
        address: ipAddress ?? '',
        agent: userAgent ?? '',
      })),
    })
  },
  events: async ({ reader }, { cursor, limit, ...search }) =>
    ok(pageOfEvents(await securityEvents(reader, { ...search, before: beforeOf(cursor), limit: limit + 1 }), limit)),
  exportEvents: async ({ reader, now }, search) => ok(logFile(await securityEvents(reader, { ...search, limit: EXPORTED }), now)),
}
