/** An inbox, read by its owner. */
import { mayRead } from '#kernel/actor.ts'
import { instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, placeOf } from '#platform/db/page.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import { factsByIds } from '#platform/outbox/facts.ts'
import type { notificationContract } from './api.ts'
import { choiceOf, countUnread } from './store.ts'
import { titlesFor } from './titles.ts'
import type { NotificationTables } from './tables.ts'

type Reads = Queries<typeof notificationContract, 'mine' | 'unread' | 'choice'>

const inbox: Reads['mine'] = async ({ reader, actor }, { cursor, limit, unread }) => {
  if (actor.personId === null) return refuse('request.unauthorized')
  const after = placeOf(cursor)
  const rows = await reading<NotificationTables>(reader)
    .selectFrom('notification.item')
    .selectAll()
    .where('personId', '=', actor.personId)
    .$if(unread, (query) => query.where('readAt', 'is', null))
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('at', 'id'), '<', eb.tuple(timestamp(instant(Number(after?.rank ?? 0))), after?.id ?? ''))),
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = cutPage(rows, limit, (row) => cursorOf(row.at, row.id))
  const facts = await factsByIds(
    reader,
    page.items.map((row) => row.factId),
  )
  const titles = await titlesFor(
    reader,
    page.items.map((row) => facts.get(row.factId) ?? { subject: row.subject, related: [], body: {} }),
  )
  return ok({
    items: page.items.map((row, index) => {
      const fact = facts.get(row.factId)
      return {
        id: row.id,
        factId: row.factId,
        type: row.type,
        title: titles[index] ?? null,
        subject: row.subject,
        related: [...(fact?.related ?? [])],
        // Who has left an organisation keeps the line, not its content.
        body: fact && mayRead(fact.visibleTo, actor) ? fact.body : null,
        isService: row.isService,
        at: row.at,
        readAt: row.readAt,
      }
    }),
    nextCursor: page.nextCursor,
    total: null,
  })
}

const unread: Reads['unread'] = async ({ reader, actor }) => ok({ count: actor.personId === null ? 0 : await countUnread(reader, actor.personId) })

const choice: Reads['choice']['mine'] = async ({ reader, actor }) =>
  actor.personId === null ? refuse('request.unauthorized') : ok({ mail: await choiceOf(reader, actor.personId) })

export const queries: Reads = { mine: inbox, unread, choice: { mine: choice } }
