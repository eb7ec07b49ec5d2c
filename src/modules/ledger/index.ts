/** Money: what the supervised bank account holds, for whom, and what it is bound to. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { ledgerContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { demoCommands } from './demo.ts'
import { ledgerFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { linesAsBanksSendThem } from './migrations/0002_lines_as_banks_send_them.ts'
import { toldPostings } from './migrations/0009_told_postings.ts'
import { bookQueries } from './queries-books.ts'
import { incomingQueries } from './queries.ts'
import { lineQueries } from './queries-line.ts'
import { payoutQueries } from './queries-payouts.ts'
import { statementQueries } from './queries-statements.ts'
import { journalQueries } from './queries-journal.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { ledgerRoutes } from './routes.ts'

export { cancelPaymentRequest, captureHold, escrowBalance, holdFor, orderPayout, postponePayment, releaseEscrow, releaseHold, requestPayment } from './doors.ts'
export { openDemoChart } from './seed.ts'

/** `demo`: offers the make-believe bank. */
export const ledgerModule = (options: { readonly demo: boolean }): Module =>
  declareModule({
    name: 'ledger',
    contract: ledgerContract,
    commands: { ...commands, ...demoCommands(options) },
    queries: { ...incomingQueries, ...lineQueries, ...payoutQueries, ...statementQueries, ...bookQueries, ...journalQueries },
    reactions,
    facts: ledgerFacts,
    messages: { zh, en },
    waiting,
    migrations: [initial, linesAsBanksSendThem, toldPostings],
    checks,
    routes: ledgerRoutes,
  })
