/** Sessions and requests in which a clerk has the next word. */
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { actsAwaited, claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import { lotsByIds } from '#modules/listing/index.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed } from '#platform/db/claims.ts'
import { actsOf } from './core/acts.ts'
import { ENTRY_WAITS, SESSION_WAITS } from './core/lifecycle.ts'
import { handledOf } from './handled.ts'
import { entriesOf, from, numberOf } from './store.ts'
import * as words from './waiting-messages.ts'

const sessions = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(SESSION_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('session.session')
    .selectAll()
    .where(claimed(claims, sql.ref('state'), { market: anywhere, drafter: () => sql<boolean>`drafted_by = ${actor.personId ?? ''}` }))
    .orderBy('startsAt')
    .orderBy('id')
    .limit(MOST_LOOKED_AT)
    .execute()
  const entries = await entriesOf(
    reader,
    rows.map(({ id }) => id),
  )
  return rows
    .flatMap((row): Waiting[] => {
      const lotCount = entries.filter(({ sessionId, standing }) => sessionId === row.id && standing === 'admitted').length
      const verdicts = actsOf(actor, handledOf(row, lotCount, now))
      return actsAwaited(claims, row.state)
        .filter((act) => isAllowed(verdicts, act))
        .map((act) => ({
          kind: 'session',
          id: row.id,
          within: null,
          number: numberOf(row),
          title: row.title,
          act,
          count: null,
          since: row.changedAt,
          until: row.startsAt,
        }))
    })
    .slice(0, MOST_WAITING)
}

const entries = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const claims = claimsOf(ENTRY_WAITS, actor)
  const rows = await from(reader)
    .selectFrom('session.entry as e')
    .innerJoin('session.session as s', 's.id', 'e.sessionId')
    .select(['e.id', 'e.sessionId', 'e.lotId', 'e.addedAt', 's.startsAt'])
    .where(claimed(claims, sql.ref('e.standing'), { market: anywhere }))
    .orderBy('e.addedAt')
    .orderBy('e.id')
    .limit(MOST_WAITING)
    .execute()
  const lots = await lotsByIds(
    reader,
    rows.map(({ lotId }) => lotId),
  )
  return rows.map((row): Waiting => ({
    kind: 'session_lot',
    id: row.id,
    within: row.sessionId,
    number: lots.get(row.lotId)?.number ?? null,
    title: lots.get(row.lotId)?.title ?? null,
    act: 'admit',
    count: null,
    since: row.addedAt,
    until: row.startsAt,
  }))
}

export const waiting: WaitingSource = {
  tables: { session: SESSION_WAITS, session_lot: ENTRY_WAITS },
  words,
  read: async (view) => [...(await sessions(view)), ...(await entries(view))],
}
