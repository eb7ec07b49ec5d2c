/** Sealed envelopes that nobody opens early, and the officers who open them together. */
import { ok } from '#kernel/result.ts'
import { declareModule } from '#platform/command/module.ts'
import { sealingContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { sealingFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { personal } from './personal.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { sealingRules } from './rules.ts'
import { closeDue, giveUpDue } from './tasks.ts'

export { boxById, cancelBox, closeBox, depositEnvelope, openBox, receiptsOf, withdrawEnvelope, type OpenBox } from './doors.ts'

export const sealingModule = declareModule({
  name: 'sealing',
  contract: sealingContract,
  personal,
  commands,
  queries,
  tasks: {
    'sealing.close': async (act, payload) => (typeof payload['id'] === 'string' ? closeDue(act, payload['id']) : ok(null)),
    'sealing.give_up': async (act, payload) => (typeof payload['id'] === 'string' ? giveUpDue(act, payload['id']) : ok(null)),
  },
  facts: sealingFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: sealingRules,
  migrations: [initial],
  checks,
})
