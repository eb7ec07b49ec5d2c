/** Inboxes: who is told what, by letter too, and what was served on whom. */
import { declareModule, type Messages, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { notificationContract } from './api.ts'
import { checks } from './checks.ts'
import { commands, digestWith } from './commands.ts'
import { DIGEST_TASK } from './deliver.ts'
import { reactionsWith } from './reactions.ts'
import { notificationFacts } from './facts.ts'
import type { Words } from './letters.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'

export interface NotificationOptions {
  /** Origin of links in letters. */
  readonly publicUrl: string
  /** Of the modules whose facts are told. */
  readonly messages: readonly Messages[]
}

export const notificationModule = ({ publicUrl, messages }: NotificationOptions): Module => {
  const all = [...messages, { zh, en }]
  const words: Words = {
    texts: { zh: Object.assign({}, ...all.map((each) => each.zh)), en: Object.assign({}, ...all.map((each) => each.en)) },
    publicUrl,
  }
  return declareModule({
    name: 'notification',
    contract: notificationContract,
    personal,
    commands,
    queries,
    reactions: reactionsWith(words),
    tasks: { [DIGEST_TASK]: digestWith(words) },
    facts: notificationFacts,
    messages: { zh, en, refusals },
    migrations: [initial],
    checks,
  })
}
