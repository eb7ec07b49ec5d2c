/** Figures of the market, read from its facts. */
import { ok } from '#kernel/result.ts'
import type { Commands } from '#platform/command/module.ts'
import type { Module } from '#platform/command/module.ts'
import { indicatorContract } from './api.ts'
import { checks } from './checks.ts'
import { FACT_TYPES } from './core/projection.ts'
import { hear, rebuild } from './figures.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { queries } from './queries.ts'

export { rebuild } from './figures.ts'

const commands: Commands<typeof indicatorContract, 'rebuild'> = { rebuild: async (act) => ok({ factsRead: await rebuild(act) }) }

export const indicatorModule: Module = {
  name: 'indicator',
  contract: indicatorContract,
  commands,
  queries,
  reactions: FACT_TYPES.map((on) => ({ on, name: `indicator.${on.replace('.', '_')}`, handle: hear })),
  messages: { zh, en },
  migrations: [initial],
  checks,
}
