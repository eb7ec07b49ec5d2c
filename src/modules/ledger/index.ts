/** The books: what the supervised bank account holds, for whom, and what it is bound to. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { ledgerContract } from './api.ts'
import { checks } from './checks.ts'
import { ledgerFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { linesAsBanksSendThem } from './migrations/0002_lines_as_banks_send_them.ts'
import { toldPostings } from './migrations/0009_told_postings.ts'
import { cover } from './migrations/0010_cover.ts'
import { bookQueries } from './queries-books.ts'
import { journalQueries } from './queries-journal.ts'
import { ledgerRoutes } from './routes.ts'

export {
  bankAccount,
  chargesAccount,
  claimsAccount,
  clientAccount,
  interestAccount,
  payoutsAccount,
  suspenseAccount,
  type AccountRef,
} from './core/accounts.ts'
export type { MoneyPurpose } from './core/hold.ts'
export { bindCover, closeCover, freeCover, openCover, voidCover } from './cover.ts'
export { maySeeMoneyOf, moneyReaders } from './core/permit.ts'
export { MAX_LEG_MINOR, move, type Leg, type Posting } from './core/posting.ts'
export { MARKET_CURRENCY, captureHold, chargeEscrow, escrowBalance, holdFor, lockAvailable, releaseEscrow, releaseHold, reverse, voidHold } from './doors.ts'
export { namesOf, type Names } from './names.ts'
export { holdOf, readHolds } from './queries-holds.ts'
export { readClassSums, readClientAccounts } from './queries-books.ts'
export { forBookReaders, forFigureReaders, readsBooks } from './queries-gate.ts'
export { lockHold, post, postAll } from './store-books.ts'

export const ledgerModule: Module = declareModule({
  name: 'ledger',
  contract: ledgerContract,
  queries: { ...bookQueries, ...journalQueries },
  facts: ledgerFacts,
  messages: { zh, en, refusals },
  migrations: [initial, linesAsBanksSendThem, toldPostings, cover],
  checks,
  routes: ledgerRoutes,
})
