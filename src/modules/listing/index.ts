/** A lot on offer: terms, checks, notice, applicants, deposits. */
import type { Module } from '#platform/command/module.ts'
import { listingContract } from './api.ts'
import { checks } from './checks.ts'
import { applicantCommands } from './commands/applicant.ts'
import { clerkCommands } from './commands/clerk.ts'
import { sellerCommands } from './commands/seller.ts'
import { listingFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'
import { reactions } from './reactions.ts'

export { confirmedBidders, eligibleBidder, lotById, reservePriceOf, type Lot } from './doors.ts'

export const listingModule: Module = {
  name: 'listing',
  contract: listingContract,
  commands: { ...sellerCommands, ...clerkCommands, ...applicantCommands },
  queries,
  reactions,
  facts: listingFacts,
  messages: { zh, en },
  migrations: [initial],
  checks,
}
