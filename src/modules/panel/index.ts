/** Panels of experts: drawn by a seed that nobody chooses, blind until all have locked, revealed together. */
import { ok } from '#kernel/result.ts'
import { declareModule } from '#platform/command/module.ts'
import { panelContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { panelFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { personal } from './personal.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { panelRules } from './rules.ts'
import { due } from './steps.ts'

export { panelRecordOf } from './record.ts'
export { cancelPanel, layItems, movePanel, openPanel, panelById, revealPanel, takeMarks, type OpenPanel } from './doors.ts'

export const panelModule = declareModule({
  name: 'panel',
  contract: panelContract,
  personal,
  commands,
  queries,
  tasks: { 'panel.due': async (act, payload) => (typeof payload['id'] === 'string' ? due(act, payload['id']) : ok(null)) },
  facts: panelFacts,
  messages: { zh, en, refusals },
  waiting,
  rules: panelRules,
  migrations: [initial],
  checks,
})
