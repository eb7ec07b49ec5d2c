/** What owners and administrators see of accounts, and the security log. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { accountContract } from './api.ts'
import { commandsFor } from './commands.ts'
import { en, refusals, zh } from './messages.ts'
import { drafts } from './migrations/0001_drafts.ts'
import { noticeReading } from './migrations/0002_notice_reading.ts'
import { queries } from './queries.ts'

export { DRAFT_DAYS } from './core/draft.ts'
export { dropOldDrafts } from './drafts-store.ts'

/** `publicUrl`: origin of the links in letters. */
export const accountModule = ({ publicUrl }: { readonly publicUrl: string }): Module =>
  declareModule({
    name: 'account',
    contract: accountContract,
    commands: commandsFor(publicUrl),
    queries,
    messages: { zh, en, refusals },
    migrations: [drafts, noticeReading],
  })
