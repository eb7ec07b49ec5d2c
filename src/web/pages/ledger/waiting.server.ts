/** What the money desk adds to "what waits for me". */
import { sayIn } from '../../i18n/lang.ts'
import { batchesPage, linesIn, linesPage, payoutsPage } from './addresses.ts'
import { text } from './finance.text.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

const moneyTasks: Source<TodoItem> = {
  roles: ['finance'],
  load: async ({ api, lang }) => {
    const say = sayIn(text, lang)
    const found = await api.ledger.overview({})
    const rows = [
      { key: 'todoLines', count: found.unmatchedLines.count, to: linesPage() },
      { key: 'todoProposed', count: found.proposedAssignments, to: linesIn('proposed') },
      { key: 'todoApprove', count: found.batchesToApprove, to: batchesPage() },
      { key: 'todoExport', count: found.batchesToExport, to: batchesPage() },
      { key: 'todoBatch', count: found.toBatch.count, to: payoutsPage() },
    ] as const
    const due = found.refundsDue.find((payout) => payout.state === 'ordered')?.dueAt ?? null
    return rows
      .filter((row) => row.count > 0)
      .map((row) => ({
        key: `ledger.${row.key}`,
        act: say(row.key),
        subject: row.count === 1 ? say('countOne') : say('count', { count: row.count }),
        to: row.to,
        dueAt: row.key === 'todoBatch' ? due : null,
      }))
  },
}

export const waiting: readonly Source<TodoItem>[] = [moneyTasks]
