/** What owners and administrators see of accounts, and the security log. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { accountContract } from './api.ts'
import { commandsFor } from './commands.ts'
import { en, zh } from './messages.ts'
import { queries } from './queries.ts'

/** `publicUrl`: origin of the links in letters. */
export const accountModule = ({ publicUrl }: { readonly publicUrl: string }): Module =>
  declareModule({
    name: 'account',
    contract: accountContract,
    commands: commandsFor(publicUrl),
    queries,
    messages: { zh, en },
  })
