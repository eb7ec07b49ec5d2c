/** Questions of first refusal that the asker has not answered. */
import { sql } from 'kysely'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { claimed } from '#platform/db/claims.ts'
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
    const rows = await reading<TitleTables>(reader)
      .selectFrom('title.firstRefusal as f')
      .innerJoin('title.rightRecord as r', 'r.achievementId', 'f.achievementId')
      .select(['f.id', 'f.askedAt', 'f.closesAt', 'r.title', 'r.achievementId'])
      .where(claimed(claimsOf(ASK_WAITS, actor), sql.ref('f.state'), { asked: () => unanswered }))
      // Silence counts with the end of the period, before its task has written it.
      .where('f.closesAt', '>', timestamp(now))
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
      act: 'answer',
      count: null,
      since: row.askedAt,
      until: row.closesAt,
    }))
  },
}
