/** Accounts and the security log, for owners and administrators. */
import type { Actor } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { accountById, findAccounts, sessionsOf } from '#platform/auth/administration.ts'
import { securityEvents } from '#platform/auth/security-log.ts'
import type { PersonalPart } from '#platform/command/personal.ts'
import type { Queries } from '#platform/command/module.ts'
import { personById } from '#modules/party/index.ts'
import type { accountContract } from './api.ts'
import { NOTICE_VERSION } from './core/processing-notice.ts'
import { draftsOf } from './drafts-store.ts'
import { draftQueries } from './drafts.ts'
import { noticesReadBy, type Reading } from './notice-store.ts'
import { logFile } from './log-file.ts'
import { MOST_ROWS, rowsOf } from './erasure-store.ts'
import { erasureQueriesFor, type Parts } from './erasing.ts'

type Event = Awaited<ReturnType<typeof securityEvents>>[number]
type Account = NonNullable<Awaited<ReturnType<typeof accountById>>>

const shownEvent = ({ id, detail, ...event }: Event) => ({
  ...event,
  id: String(id),
  detail: Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)])),
})

const shownAccount = ({ disabledReason, passkeys, keys, sessions, lang: _lang, noticeVersion: _notice, ...account }: Account) => ({
  ...account,
  passkeys: Number(passkeys ?? 0),
  keys: Number(keys ?? 0),
  sessions: Number(sessions ?? 0),
  disabledReason: disabledReason ?? '',
})

/** The asker with the account; null for who has none. */
const ownerOf = async (reader: Reader, { personId }: Pick<Actor, 'personId'>) => {
  const person = personId === null ? null : await personById(reader, personId)
  const account = person === null ? null : await accountById(reader, person.userId)
  return person && account ? { person, account } : null
}

type Owner = NonNullable<Awaited<ReturnType<typeof ownerOf>>>

/** The edition that was read with the making of the account, and those since. */
const readingsOf = async (reader: Reader, { person, account }: Owner): Promise<readonly Reading[]> => {
  const since = await noticesReadBy(reader, person.id)
  const first = account.noticeVersion
  return first === null || since.some(({ version }) => version === first) ? since : [...since, { version: first, readAt: account.createdAt }]
}

const shownSession = ({ id, createdAt, updatedAt, ipAddress, userAgent }: Awaited<ReturnType<typeof sessionsOf>>[number]) => ({
  id,
  createdAt,
  updatedAt,
  address: ipAddress ?? '',
  agent: userAgent ?? '',
})

const EXPORTED = 20_000

const beforeOf = (cursor: string | undefined): bigint | undefined => (cursor === undefined ? undefined : BigInt(cursor))

const pageOfEvents = (events: readonly Event[], limit: number) => ({
  items: events.slice(0, limit).map(shownEvent),
  nextCursor: events.length > limit ? String(events[limit - 1]?.id) : null,
  total: null,
})

const partsOf = (reader: Reader, parts: readonly PersonalPart[], personId: string) =>
  Promise.all(
    parts.map(async (part) => {
      const rows = await rowsOf(reader, part, personId)
      return {
        name: part.name,
        title: { ...part.title },
        fields: Object.fromEntries(Object.entries(part.fields).map(([name, words]) => [name, { ...words }])),
        rows: rows.slice(0, MOST_ROWS).map((row) => ({ ...row })),
        isComplete: rows.length <= MOST_ROWS,
      }
    }),
  )

type Handled = 'events' | 'list' | 'get' | 'exportEvents' | 'drafts' | 'notice' | 'ownData' | 'erasures'

export const queriesFor = (parts: Parts): Queries<typeof accountContract, Handled> => ({
  ...draftQueries,
  ...erasureQueriesFor(parts),
  notice: {
    mine: async ({ reader, actor }) => {
      const owned = await ownerOf(reader, actor)
      const read = owned === null ? [] : await readingsOf(reader, owned)
      return ok({ version: NOTICE_VERSION, readAt: read.find(({ version }) => version === NOTICE_VERSION)?.readAt ?? null })
    },
  },
  ownData: async ({ reader, actor }) => {
    const owned = await ownerOf(reader, actor)
    if (owned === null) return refuse('account.not_found', { id: '' })
    const { person, account } = owned
    const sessions = await sessionsOf(reader, account.id)
    const events = await securityEvents(reader, { accountId: account.id, limit: EXPORTED })
    return ok({
      account: shownAccount(account),
      noticesRead: [...(await readingsOf(reader, owned))],
      sessions: sessions.map(shownSession),
      drafts: (await draftsOf(reader, person.id)).map(({ place, form, body, savedAt }) => ({ place, form, typed: body, savedAt })),
      securityEvents: events.map(shownEvent),
      parts: await partsOf(reader, parts(), person.id),
    })
  },
  events: {
    mine: async ({ reader, actor }, { cursor, limit }) => {
      const person = actor.personId === null ? null : await personById(reader, actor.personId)
      if (!person) return ok({ items: [], nextCursor: null, total: null })
      return ok(pageOfEvents(await securityEvents(reader, { accountId: person.userId, before: beforeOf(cursor), limit: limit + 1 }), limit))
    },
    list: async ({ reader }, { cursor, limit, ...search }) =>
      ok(pageOfEvents(await securityEvents(reader, { ...search, before: beforeOf(cursor), limit: limit + 1 }), limit)),
  },
  list: async ({ reader }, { q, state, cursor, limit }) => {
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
      sessionList: sessions.map(shownSession),
    })
  },
  exportEvents: async ({ reader, now }, search) => ok(logFile(await securityEvents(reader, { ...search, limit: EXPORTED }), now)),
})
