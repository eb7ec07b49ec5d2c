/** What owners and administrators see of accounts, and the security log. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { accountContract } from './api.ts'
import { commandsFor } from './commands.ts'
import { en, refusals, zh } from './messages.ts'
import { drafts } from './migrations/0001_drafts.ts'
import { noticeReading } from './migrations/0002_notice_reading.ts'
import { erasure } from './migrations/0003_erasure.ts'
import { ERASE_TASK, eraseTaskFor, type Parts } from './erasing.ts'
import { accountFacts } from './facts.ts'
import { accountRules } from './rules.ts'
import { queriesFor } from './queries.ts'

export { DRAFT_DAYS } from './core/draft.ts'
export { dropOldDrafts } from './drafts-store.ts'

/** `publicUrl`: origin of the links in letters. `parts`: what all rooms keep of people. */
export const accountModule = ({ publicUrl, parts }: { readonly publicUrl: string; readonly parts: Parts }): Module =>
  declareModule({
    name: 'account',
    contract: accountContract,
    personal,
    commands: commandsFor(publicUrl, parts),
    queries: queriesFor(parts),
    tasks: { [ERASE_TASK]: eraseTaskFor(parts) },
    facts: accountFacts,
    rules: accountRules,
    messages: { zh, en, refusals },
    migrations: [drafts, noticeReading, erasure],
  })
