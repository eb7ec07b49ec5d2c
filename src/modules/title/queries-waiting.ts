/** Questions of first refusal that the asker has not answered, and rights that were exercised and wait for the sale. */
import { sql } from 'kysely'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { claimed, organisationIn } from '#platform/db/claims.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import { ASK_WAITS } from './core/first-refusal.ts'
import type { TitleTables } from './tables.ts'
import * as words from './waiting-messages.ts'

export const waiting: WaitingSource = {
  tables: { first_refusal: ASK_WAITS },
  words,
  read: async ({ reader, actor, now }) => {
    const me = actor.personId ?? ''
    const unanswered = sql<boolean>`exists (select 1 from title.first_refusal_answer a where a.ask_id = f.id and a.person_id = ${me} and a.answer is null)`
    const unansweredBy = (ids: readonly string[]) =>
      sql<boolean>`exists (select 1 from title.first_refusal_answer a where a.ask_id = f.id and a.organisation_id = any(${[...ids]}) and a.answer is null)`
    const claims = claimsOf(ASK_WAITS, actor)
    const isLatest = sql<boolean>`not exists (select 1 from title.first_refusal l where l.achievement_id = f.achievement_id and l.round > f.round)`
    const toBeSold = sql<boolean>`not exists (select 1 from title.disposal d where d.achievement_id = f.achievement_id and d.right_kind = 'assignment' and d.state <> 'released' and not (d.state = 'completed' and d.share_basis_points is not null)) and f.used_at is null`
    const rows = await reading<TitleTables>(reader)
      .selectFrom('title.firstRefusal as f')
      .innerJoin('title.rightRecord as r', 'r.achievementId', 'f.achievementId')
      .select(['f.id', 'f.state', 'f.askedAt', 'f.closesAt', 'f.closedAt', 'f.lotId', 'r.title', 'r.achievementId'])
      .where(
        claimed(claims, sql.ref('f.state'), {
          asked: () => unanswered,
          askedHouse: unansweredBy,
          institution: (ids) => sql<boolean>`${organisationIn(sql.ref('r.institutionId'))(ids)} and ${isLatest} and ${toBeSold}`,
        }),
      )
      // Silence counts with the end of the period, before its task has written it.
      .where((eb) => eb.or([eb('f.state', '<>', 'open'), eb('f.closesAt', '>', timestamp(now))]))
      .orderBy('f.closesAt')
      .orderBy('f.id')
      .limit(MOST_WAITING)
      .execute()
    return rows.map((row): Waiting => ({
      kind: 'first_refusal',
      id: row.id,
      within: row.achievementId,
      number: null,
      title: row.title,
      act: row.state !== 'open' ? 'sell' : row.lotId === null ? 'answer' : 'answerPrice',
      count: null,
      since: row.closedAt ?? row.askedAt,
      until: row.state === 'open' ? row.closesAt : null,
    }))
  },
}
