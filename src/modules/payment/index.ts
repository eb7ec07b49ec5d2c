/** Payments: what is asked for, what the bank says, and what goes out, on the books of the room below. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { paymentContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { demoCommands } from './demo.ts'
import { paymentFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { twoRooms } from './migrations/0001_two_rooms.ts'
import { incomingQueries } from './queries.ts'
import { deskQueries } from './queries-desk.ts'
import { lineQueries } from './queries-line.ts'
import { payoutQueries } from './queries-payouts.ts'
import { statementQueries } from './queries-statements.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { paymentRules } from './rules.ts'

export { cancelPaymentRequest, orderPayout, postponePayment, refundHold, requestPayment } from './doors.ts'
export { openDemoChart } from './seed.ts'

/** `demo`: offers the make-believe bank. */
export const paymentModule = (options: { readonly demo: boolean }): Module =>
  declareModule({
    name: 'payment',
    contract: paymentContract,
    personal,
    commands: { ...commands, ...demoCommands(options) },
    queries: { ...deskQueries, ...incomingQueries, ...lineQueries, ...payoutQueries, ...statementQueries },
    reactions,
    facts: paymentFacts,
    messages: { zh, en, refusals },
    waiting,
    rules: paymentRules,
    migrations: [twoRooms],
    checks,
  })
