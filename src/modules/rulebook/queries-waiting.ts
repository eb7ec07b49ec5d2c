/** Rule changes that wait for a second person. */
import { sql } from 'kysely'
import { calendarDate, startOfDay } from '#kernel/instant.ts'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed } from '#platform/db/claims.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import { PROPOSAL_WAITS } from './core/proposal.ts'
import type { RulebookTables } from './store.ts'
import * as words from './waiting-messages.ts'

/** The rule's title, from its last version. */
const titleOf = (lang: 'zh' | 'en') =>
  sql<string>`coalesce((select ${sql.ref(`v.title_${lang}`)} from rulebook.rule v where v.key = p.key and v.branch = p.branch order by v.valid_from desc nulls last limit 1), p.key)`

export const waiting: WaitingSource = {
  tables: { rule_proposal: PROPOSAL_WAITS },
  words,
  read: async ({ reader, actor, now }) => {
    const rows = await reading<RulebookTables>(reader)
      .selectFrom('rulebook.proposal as p')
      .select(['p.id', 'p.proposedAt', 'p.validFrom', titleOf('zh').as('zh'), titleOf('en').as('en')])
      .where(claimed(claimsOf(PROPOSAL_WAITS, actor), sql.ref('p.state'), { market: anywhere }))
      .where('p.proposedBy', '<>', actor.personId ?? '')
      .where((eb) => eb.or([eb('p.commentsCloseAt', 'is', null), eb('p.commentsCloseAt', '<=', timestamp(now))]))
      .orderBy('p.validFrom')
      .orderBy('p.id')
      .limit(MOST_WAITING)
      .execute()
    return rows.map((row): Waiting => ({
      kind: 'rule_proposal',
      id: row.id,
      within: null,
      number: null,
      title: { zh: row.zh, en: row.en },
      act: 'decide',
      count: null,
      since: row.proposedAt,
      until: startOfDay(calendarDate(row.validFrom)),
    }))
  },
}
