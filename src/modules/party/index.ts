/** People, organisations, who may act for whom, who belongs together, and where money is paid to. */
import { declareModule, type Module } from '#platform/command/module.ts'
import { personal } from './personal.ts'
import { partyContract } from './api.ts'
import { checks } from './checks.ts'
import { commands } from './commands.ts'
import { partyFacts } from './facts.ts'
import { en, refusals, zh } from './messages.ts'
import { expireInvitation, invitationCommands } from './invitations.ts'
import { attachPublicUrl } from './letters.ts'
import { initial } from './migrations/0001_initial.ts'
import { joining } from './migrations/0002_joining.ts'
import { particulars } from './migrations/0004_particulars.ts'
import { relationsConfirmed } from './migrations/0003_relations_confirmed.ts'
import { authorities } from './migrations/0005_authorities.ts'
import { naturalPersons } from './migrations/0006_natural_persons.ts'
import { experts } from './migrations/0007_experts.ts'
import { credentials } from './migrations/0009_credentials.ts'
import { queries } from './queries.ts'
import { waiting } from './queries-waiting.ts'
import { LAPSE_TASK, lapseRelation } from './relation-commands.ts'

export { empoweredOf, layAuthorities, mayConfirmFor, noteAuthority } from './authorities.ts'
export { auctionHouseAt } from './credentials.ts'
export { withCheckSign } from './core/credit-code.ts'
export { NO_PARTICULARS, readParticulars as particularsByIds } from './store-particulars.ts'
export { isRegion, regionName } from './core/region.ts'
export {
  actorForUser,
  actorsForUsers,
  addOrganisation,
  addPerson,
  areRelated,
  ensurePerson,
  erasePerson,
  expertsOf,
  holdersOf,
  isForeign,
  isNaturalPerson,
  isQualified,
  organisationById,
  organisationsByIds,
  accountHoldersAmong,
  payoutAccountOf,
  personById,
  personsByIds,
} from './doors.ts'
import { partyRules } from './rules.ts'

export { ensureNaturalPerson, naturalPersonOf } from './natural-person.ts'

export { foundMarket, marketOrganisationId, newFoundingCode, tryFoundingCode, type Founded } from './founding.ts'
export const { acceptInvitation } = invitationCommands
export { inviteByOperator, openInvitationByToken } from './invitations.ts'
export { readInvitedOfficers, readOfficers, type HeldRole } from './store-joining.ts'
export { decideFounding, foundingCodeRefusal, usualBranches } from './core/founding.ts'

/** `publicUrl`: the origin that links in letters lead to. */
export const partyModule = ({ publicUrl }: { readonly publicUrl: string }): Module => {
  attachPublicUrl(publicUrl)
  return declareModule({
    name: 'party',
    contract: partyContract,
    personal,
    commands,
    queries,
    tasks: { 'party.expireInvitation': expireInvitation, [LAPSE_TASK]: lapseRelation },
    facts: partyFacts,
    messages: { zh, en, refusals },
    waiting,
    rules: partyRules,
    migrations: [initial, joining, relationsConfirmed, particulars, authorities, naturalPersons, experts, credentials],
    checks,
  })
}
