/** Auction sessions 专场: an event with several lots, its running order and results, the calendar, and what people watch. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { sessionContract } from './api.ts'
import { checks } from './checks.ts'
import { coListingCommands } from './co-listing-commands.ts'
import { commands } from './commands.ts'
import { sessionFacts } from './facts.ts'
import { lotCommands } from './lot-commands.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { papers as papersKept } from './migrations/0002_papers.ts'
import { roadshow } from './migrations/0003_roadshow.ts'
import { coListing } from './migrations/0004_co_listing.ts'
import { papers, PAPERS_TASK } from './paperwork.ts'
import { personal } from './personal.ts'
import { due, DUE_TASK } from './planning.ts'
import { questionCommands } from './question-commands.ts'
import { queries } from './queries.ts'
import { coListingQueries } from './queries-co-listing.ts'
import { slots } from './queries-roadshow.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { reschedule } from './reschedule-command.ts'
import { roadshowCommands } from './roadshow-commands.ts'
import { remindOfSlot, SLOT_TASK } from './roadshow-planning.ts'
import { sessionRules } from './rules.ts'
import { remind, REMIND_TASK, watchCommands } from './watching.ts'

/** `publicUrl`: the origin that the squares on its papers lead to. */
export const sessionModule = ({ publicUrl }: { readonly publicUrl: string }): Module =>
  declareModule({
    name: 'session',
    contract: sessionContract,
    personal,
    commands: { ...commands, reschedule, ...lotCommands, ...watchCommands, ...roadshowCommands, ...questionCommands, ...coListingCommands },
    queries: { ...queries, slots, ...coListingQueries },
    reactions,
    tasks: { [DUE_TASK]: due, [REMIND_TASK]: remind, [SLOT_TASK]: remindOfSlot, [PAPERS_TASK]: papers({ publicUrl }) },
    facts: sessionFacts,
    messages: { zh, en, refusals },
    waiting,
    rules: sessionRules,
    migrations: [initial, papersKept, roadshow, coListing],
    checks,
  })
