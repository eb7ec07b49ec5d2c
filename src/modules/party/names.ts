/** Names of people: typed by themselves at first, vouched for by an officer where they decide something; codes that officers take by hand. */
import { holdsRole, organisationsOf, type Actor } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { Commands } from '#platform/command/module.ts'
import type { partyContract } from './api.ts'
import { creditCodeProblem, codeAsMeant, regionOfCreditCode } from './core/credit-code.ts'
import { refuseCode } from './core/organisation.ts'
import { mayVerifyName } from './core/name.ts'
import { isRegion } from './core/region.ts'
import { personById } from './doors.ts'
import { partyFacts } from './facts.ts'
import { withLatinForm } from './latin-name.ts'
import { insertAcceptedCode, readOpenOrganisations, saveVerifiedName } from './store-joining.ts'

const isOwn = (actor: Actor, personId: string): boolean => actor.personId === personId

export const nameCommands: Commands<typeof partyContract, 'verifyName' | 'acceptCreditCode'> = {
  verifyName: async (act, input) => {
    const person = await personById(act.tx, input.personId)
    const organisations = await readOpenOrganisations(act.tx, input.personId)
    if (!person) return refuse('party.not_found', { id: input.personId })
    if (isOwn(act.actor, person.id)) return refuse('party.own_name.forbidden')
    if (!mayVerifyName(act.actor, organisations)) return refuse('party.name.forbidden')
    const name = await withLatinForm(input.name)
    await saveVerifiedName(act.tx, person.id, { name, by: act.actor.personId, at: act.now, reason: input.reason })
    act.publish(partyFacts.name_verified, {
      subject: person.id,
      related: [...organisations],
      body: { personId: person.id, nameZh: name.zh, nameEn: name.en, reason: input.reason },
      visibleTo: [person.id, ...organisations],
    })
    return ok({})
  },

  acceptCreditCode: async (act, input) => {
    const creditCode = codeAsMeant(input.creditCode)
    const problem = creditCodeProblem(creditCode)
    const remaining = creditCodeProblem(creditCode, { byHand: true })
    if (remaining) return refuseCode(remaining, creditCode)
    if (problem === null) return refuse('party.credit_code_fits', { creditCode }, { field: 'creditCode' })
    const region = regionOfCreditCode(creditCode)
    if (!isRegion(region)) return refuse('party.region_unknown', { region }, { field: 'creditCode' })
    if (act.actor.personId === null || !holdsRole(act.actor, 'clerk')) return refuse('party.clerk_only.forbidden')
    if (!(await insertAcceptedCode(act.tx, creditCode, { reason: input.reason, by: act.actor.personId, at: act.now })))
      return refuse('party.code_accepted.conflict', {}, { field: 'creditCode' })
    const marketIds = organisationsOf(act.actor, 'clerk')
    act.publish(partyFacts.credit_code_accepted, {
      subject: `code_${creditCode.toLowerCase()}`,
      body: { creditCode, reason: input.reason },
      visibleTo: [...new Set(marketIds)],
    })
    return ok({ creditCode })
  },
}
