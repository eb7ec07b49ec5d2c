/** Asking for the erasure of one's account, taking it back, and the job that does it after the waiting period (PIPL art. 47). */
import { DAY_MS, later, toIso, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { erasePerson, personById } from '#modules/party/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { accountById, eraseAccount } from '#platform/auth/administration.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { Commands, Queries, Task } from '#platform/command/module.ts'
import type { PersonalPart } from '#platform/command/personal.ts'
import { cursorOf, timePlaceOf } from '#platform/db/page.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { accountContract } from './api.ts'
import { ERASED_NAME, erasureActs, groundWords, permitAsk, permitWithdrawal } from './core/erasure.ts'
import { closeErasure, erasureById, insertErasure, isOpen, lockErasure, openErasureOf, pendingErasures, postponeErasure, runErasing } from './erasure-store.ts'
import { accountFacts } from './facts.ts'

export const ERASE_TASK = 'account.erase'
const WAIT_RULE = 'account.erasure.days'

/** All modules' parts; known when the market is put together. */
export type Parts = () => readonly PersonalPart[]

const openOf = async (reader: Reader, parts: readonly PersonalPart[], personId: string) => {
  const found = await Promise.all(parts.map(async ({ open }) => (open && (await isOpen(reader, open.sql, personId)) ? [open.words] : [])))
  return found.flat()
}

const viewOf = async (reader: Reader, parts: readonly PersonalPart[], personId: string) => {
  const asked = await openErasureOf(reader, personId)
  return { asked, isAsked: asked !== null, open: await openOf(reader, parts, personId) }
}

const schedule = (act: Act, id: string, dueAt: Instant): void => act.schedule({ key: `${ERASE_TASK}:${id}`, task: ERASE_TASK, payload: { id }, dueAt })

const told = (erasure: { readonly id: string; readonly personId: string }) => ({
  subject: erasure.id,
  body: { erasureId: erasure.id, personId: erasure.personId },
  visibleTo: [erasure.personId],
})

export const erasureCommandsFor = (parts: Parts): Commands<typeof accountContract, 'askErasure' | 'withdrawErasure'> => ({
  askErasure: async (act) => {
    const { personId } = act.actor
    if (personId === null) return refuse('request.unauthorized')
    const permitted = permitAsk(await viewOf(act.tx, parts(), personId))
    if (!permitted.ok) return permitted
    const rules = await rulesAt(act.tx, act.now)
    const erasure = { id: act.newId('ers'), personId, askedAt: act.now, dueAt: later(act.now, rules.number(WAIT_RULE) * DAY_MS) }
    if (!(await insertErasure(act.tx, erasure))) return refuse('account.erasure_asked.conflict')
    schedule(act, erasure.id, erasure.dueAt)
    act.publish(accountFacts.erasure_asked, { ...told(erasure), body: { ...told(erasure).body, dueAt: toIso(erasure.dueAt) } })
    return ok({ erasureId: erasure.id, dueAt: erasure.dueAt })
  },

  withdrawErasure: async (act) => {
    const found = act.actor.personId === null ? null : await openErasureOf(act.tx, act.actor.personId)
    // The job may be at it in this moment: what is done is not taken back.
    const asked = found && (await lockErasure(act.tx, found.id))
    const permitted = permitWithdrawal({ isAsked: asked?.state === 'asked' })
    if (!permitted.ok || asked === null) return permitted.ok ? refuse('account.erasure_not_asked') : permitted
    await closeErasure(act.tx, asked.id, 'withdrawn', act.now)
    act.unschedule(`${ERASE_TASK}:${asked.id}`)
    act.publish(accountFacts.erasure_withdrawn, told(asked))
    return ok({})
  },
})

/** After the waiting period; what has come up meanwhile is waited for day by day. */
export const eraseTaskFor =
  (parts: Parts): Task =>
  async (act, payload) => {
    const erasure = await lockErasure(act.tx, String(payload['id']))
    if (!erasure || erasure.state !== 'asked' || act.now < erasure.dueAt) return ok(null)
    const { personId } = erasure
    if ((await openOf(act.tx, parts(), personId)).length > 0) {
      const dueAt = later(act.now, DAY_MS)
      await postponeErasure(act.tx, erasure.id, dueAt)
      schedule(act, erasure.id, dueAt)
      return ok(null)
    }
    const person = await personById(act.tx, personId)
    const account = person === null ? null : await accountById(act.tx, person.userId)
    for (const { erasure: becomes } of parts())
      if ('erased' in becomes) for (const statement of becomes.erased) await runErasing(act.tx, statement, { personId, address: account?.email ?? '' })
    await erasePerson(act, personId, ERASED_NAME)
    if (account) await eraseAccount(act.tx, { userId: account.id, personId, email: account.email })
    await closeErasure(act.tx, erasure.id, 'done', act.now)
    act.publish(accountFacts.erased, told(erasure))
    return ok(null)
  }

const shown = ({ id, state, askedAt, dueAt, closedAt }: NonNullable<Awaited<ReturnType<typeof erasureById>>>) => ({ id, state, askedAt, dueAt, closedAt })

/** What stays, by ground, with the law and the years; and what goes. */
const consequencesOf = async ({ reader, now }: View, parts: readonly PersonalPart[]) => {
  const rules = await rulesAt(reader, now)
  const words = groundWords({ deals: rules.number('account.keep.deals'), books: rules.number('account.keep.books') })
  const grounds = ['deals', 'books', 'authorship', 'log'] as const
  return {
    kept: grounds.map((ground) => ({
      ground: { ...words[ground] },
      parts: parts.flatMap(({ title, erasure }) => ('kept' in erasure && erasure.kept === ground ? [{ ...title }] : [])),
    })),
    erased: parts.flatMap(({ title, erasure }) => ('erased' in erasure ? [{ ...title }] : [])),
    waitDays: rules.number(WAIT_RULE),
  }
}

export const erasureQueriesFor = (parts: Parts): Queries<typeof accountContract, 'erasures'> => ({
  erasures: {
    mine: async (view) => {
      const { personId } = view.actor
      if (personId === null) return refuse('account.not_found', { id: '' })
      const standing = await viewOf(view.reader, parts(), personId)
      return ok({
        asked: standing.asked === null ? null : shown(standing.asked),
        ...(await consequencesOf(view, parts())),
        acts: erasureActs(standing),
      })
    },
    get: async ({ reader }, { id }) => {
      const erasure = await erasureById(reader, id)
      return erasure ? ok(shown(erasure)) : refuse('account.not_found', { id })
    },
    list: async ({ reader }, { cursor, limit }) => {
      const rows = await pendingErasures(reader, { after: timePlaceOf(cursor), limit: limit + 1 })
      const last = rows[limit - 1]
      return ok({
        items: rows.slice(0, limit).map((row) => ({ ...shown(row), personId: row.personId })),
        nextCursor: rows.length > limit && last ? cursorOf(last.dueAt, last.id) : null,
        total: null,
      })
    },
  },
})
