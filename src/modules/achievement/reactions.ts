/** What the module does on others' facts: the catalogue shows what is on offer and what was converted. */
import { ok, type Result } from '#kernel/result.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { markConverted, markListed, markUnlisted } from './doors.ts'
import { keepInstitution } from './store.ts'

const DONE = ok(null)

const text = (fact: Fact, key: string): string => {
  const value = fact.body[key]
  if (typeof value !== 'string') throw new Error(`${fact.type} has no ${key}`)
  return value
}

const onListed = (act: Act, fact: Fact) => markListed(act, text(fact, 'achievementId'), text(fact, 'lotId'))
const onUnlisted = (act: Act, fact: Fact) => markUnlisted(act, text(fact, 'achievementId'), text(fact, 'lotId'))
const onSettled = (act: Act, fact: Fact) => markConverted(act, text(fact, 'achievementId'), text(fact, 'contractId'))

const onOrganisation = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  const region = fact.body['region']
  await keepInstitution(act.tx, {
    id: text(fact, 'organisationId'),
    creditCode: text(fact, 'creditCode'),
    nameZh: text(fact, 'nameZh'),
    region: typeof region === 'string' && region !== '' ? region : null,
  })
  return DONE
}

export const reactions: readonly Reaction[] = [
  { on: 'listing.opened', name: 'achievement.lot_opened', handle: onListed },
  { on: 'listing.failed', name: 'achievement.lot_failed', handle: onUnlisted },
  { on: 'listing.withdrawn', name: 'achievement.lot_withdrawn', handle: onUnlisted },
  { on: 'contract.settled', name: 'achievement.contract_settled', handle: onSettled },
  { on: 'party.organisation_verified', name: 'achievement.organisation_verified', handle: onOrganisation },
]
