/** What the module does on others' facts: the catalogue shows what is on offer and what was converted. */
import { ok } from '#kernel/result.ts'
import { contractFacts } from '#modules/contract/facts.ts'
import { listingFacts } from '#modules/listing/facts.ts'
import { partyFacts } from '#modules/party/facts.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { markConverted, markListed, markUnlisted } from './doors.ts'
import { keepInstitution } from './store.ts'

type LotHeard = Fact<{ readonly achievementId: string; readonly lotId: string }>

const onListed = (act: Act, { body }: LotHeard) => markListed(act, body.achievementId, body.lotId)
const onUnlisted = (act: Act, { body }: LotHeard) => markUnlisted(act, body.achievementId, body.lotId)

export const reactions: readonly Reaction[] = [
  reaction(listingFacts.opened, 'achievement.lot_opened', onListed),
  reaction(listingFacts.failed, 'achievement.lot_failed', onUnlisted),
  reaction(listingFacts.withdrawn, 'achievement.lot_withdrawn', onUnlisted),
  reaction(contractFacts.settled, 'achievement.contract_settled', (act, { body }) => markConverted(act, body.achievementId, body.contractId)),
  reaction(partyFacts.organisation_verified, 'achievement.organisation_verified', async (act, { body }) => {
    const { organisationId: id, creditCode, nameZh, region } = body
    await keepInstitution(act.tx, { id, creditCode, nameZh, region: region === '' ? null : region })
    return ok(null)
  }),
]
