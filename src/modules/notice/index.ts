/** Public notices with statutory clocks, objections and certificates. */
import { ok } from '#kernel/result.ts'
import { declareModule, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { noticeContract } from './api.ts'
import type { NoticeKind } from './core/notice.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { noticeFacts } from './facts.ts'
import { attachKinds } from './kinds.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { fairObjections } from './migrations/0002_fair_objections.ts'
import { declaredKinds } from './migrations/0003_declared_kinds.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { reactions } from './reactions.ts'
import { closeDue } from './steps.ts'
import { noticeRules } from './rules.ts'

export type { NoticeKind } from './core/notice.ts'
export { numberOf as noticeNumber } from './store.ts'
export { noticeFor, openNotice, withdrawNotice, type OpenNotice } from './doors.ts'

/** Every kind of notice that some room of this market publishes. */
export interface NoticeOptions {
  readonly kinds: readonly NoticeKind[]
}

const noticeParts = declareModule({
  name: 'notice',
  contract: noticeContract,
  personal,
  commands,
  queries,
  reactions,
  tasks: { 'notice.close': async (act, payload) => (typeof payload['id'] === 'string' ? closeDue(act, payload['id']) : ok(null)) },
  facts: noticeFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: noticeRules,
  migrations: [initial, fairObjections, declaredKinds],
  checks,
})

export const noticeModule = ({ kinds }: NoticeOptions): Module => {
  attachKinds(kinds)
  return noticeParts
}
