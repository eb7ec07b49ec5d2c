/** Payments: what is asked for, what the bank says, and what goes out, on the books of the room below. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { paymentContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { demoCommands } from './demo.ts'
import { instrumentFacts, paymentFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { twoRooms } from './migrations/0001_two_rooms.ts'
import { instruments } from './migrations/0002_instruments.ts'
import { instrumentCommands, instrumentDue, INSTRUMENT_DUE } from './instruments.ts'
import { depositQueries, instrumentQueries } from './queries-instruments.ts'
import { incomingQueries } from './queries.ts'
import { deskQueries, ownQueries } from './queries-desk.ts'
import { lineQueries } from './queries-line.ts'
import { paymentQueries, payoutQueries } from './queries-payouts.ts'
import { statementQueries } from './queries-statements.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { paymentRules } from './rules.ts'

export { cancelPaymentRequest, orderPayout, postponePayment, refundHold, requestPayment } from './doors.ts'
export { bindInstrument, callInstrument, fileInstrument, freeInstrument, instrumentById, lastInstantOf, type Instrument } from './instruments.ts'
export { openDemoChart } from './seed.ts'

/** `demo`: offers the make-believe bank. */
export const paymentModule = (options: { readonly demo: boolean }): Module =>
  declareModule({
    name: 'payment',
    contract: paymentContract,
    personal,
    commands: { ...commands, ...instrumentCommands, ...demoCommands(options) },
    queries: {
      ...deskQueries,
      ...payoutQueries,
      instruments: instrumentQueries,
      deposits: depositQueries,
      statements: statementQueries,
      lines: { ...incomingQueries.lines, ...lineQueries },
      requests: { ...incomingQueries.requests, ...paymentQueries, ...ownQueries },
    },
    reactions,
    tasks: { [INSTRUMENT_DUE]: instrumentDue },
    facts: { ...paymentFacts, ...instrumentFacts },
    messages: { zh, en, refusals },
    waiting,
    rules: paymentRules,
    migrations: [twoRooms, instruments],
    checks,
  })
