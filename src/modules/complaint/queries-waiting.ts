/** Complaints that wait for an answer. */
import { sql } from 'kysely'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed } from '#platform/db/claims.ts'
import { COMPLAINT_WAITS } from './core/lifecycle.ts'
import { en, zh } from './messages.ts'
import { from, numberOf } from './store.ts'
import * as words from './waiting-messages.ts'

export const waiting: WaitingSource = {
  tables: { complaint: COMPLAINT_WAITS },
  words,
  read: async ({ reader, actor }) => {
    const rows = await from(reader)
      .selectFrom('complaint.complaint')
      .selectAll()
      .where(claimed(claimsOf(COMPLAINT_WAITS, actor), sql.ref('state'), { market: anywhere }))
      .where('personId', '<>', actor.personId ?? '')
      .orderBy('dueAt')
      .orderBy('id')
      .limit(MOST_WAITING)
      .execute()
    return rows.map((row): Waiting => ({
      kind: 'complaint',
      id: row.id,
      within: null,
      number: numberOf(row),
      title: { zh: zh[`enum.complaint.kind.${row.kind}`], en: en[`enum.complaint.kind.${row.kind}`] },
      act: 'answer',
      count: null,
      since: row.filedAt,
      until: row.dueAt,
    }))
  },
}
