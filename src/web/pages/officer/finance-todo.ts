/** What the money desk adds to "what waits for me". */
import type { TodoSource } from '../desk/todo-sources.ts'
import { inLang, sayIn } from '../../i18n/lang.ts'
import { text } from './finance.text.ts'

export const financeTodo: TodoSource = {
  name: 'ledger.finance',
  roles: ['finance'],
  load: async ({ api, lang }) => {
    const say = sayIn(text, lang)
    const found = await api.ledger.overview({})
    const rows = [
      { key: 'todoLines', count: found.unmatchedLines.count, to: '/desk/finance/lines' },
      { key: 'todoProposed', count: found.proposedAssignments, to: '/desk/finance/lines?state=proposed' },
      { key: 'todoApprove', count: found.batchesToApprove, to: '/desk/finance/batches' },
      { key: 'todoExport', count: found.batchesToExport, to: '/desk/finance/batches' },
      { key: 'todoBatch', count: found.toBatch.count, to: '/desk/finance/payouts' },
    ] as const
    const due = found.refundsDue.find((payout) => payout.state === 'ordered')?.dueAt ?? null
    return rows
      .filter((row) => row.count > 0)
      .map((row) => ({
        key: `ledger.${row.key}`,
        act: say(row.key),
        subject: say('count', { count: row.count }),
        to: row.to,
        dueAt: row.key === 'todoBatch' ? due : null,
      }))
  },
}

export const payerTodo: TodoSource = {
  name: 'ledger.payer',
  roles: ['enterprise'],
  load: async ({ api, lang }) => {
    const say = sayIn(text, lang)
    const { requests } = await api.ledger.myPayments({})
    return requests
      .filter((request) => request.state === 'open')
      .map((request) => ({
        key: request.id,
        act: say('myRequests'),
        subject: `${request.reference} · ${request.payerName ? inLang(request.payerName, lang) : ''}`,
        to: '/desk/payments',
        dueAt: request.dueAt,
      }))
  },
}
