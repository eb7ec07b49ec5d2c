/** People, organisations, who may act for whom, who belongs together, and where money is paid to. */
import type { Module } from '#platform/command/module.ts'
import { partyContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { en, zh } from './messages.ts'
import { initial } from './migrations/0001_initial.ts'
import { relationsConfirmed } from './migrations/0003_relations_confirmed.ts'
import { queries } from './queries.ts'
import { LAPSE_TASK, lapseRelation } from './relation-commands.ts'

export type { Organisation } from './core/organisation.ts'
export { regionName } from './core/region.ts'
export {
  actorForUser,
  actorsForUsers,
  addOrganisation,
  addPerson,
  areRelated,
  ensurePerson,
  isQualified,
  organisationById,
  organisationsByIds,
  payoutAccountOf,
  personById,
  personsByIds,
} from './doors.ts'

export const partyModule: Module = {
  name: 'party',
  contract: partyContract,
  commands,
  queries,
  tasks: { [LAPSE_TASK]: lapseRelation },
  messages: { zh, en },
  migrations: [initial, relationsConfirmed],
  checks,
}
