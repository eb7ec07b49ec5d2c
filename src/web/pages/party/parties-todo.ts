/** Registrations that wait for the clerk, and refused ones that wait for their applicant. */
import type { Role } from '#kernel/actor.ts'
import type { Api } from '../../contract.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'
import { organisationClaim, organisationPage, partyClaim, partyPage } from './addresses.ts'

interface Given {
  readonly api: Api
  readonly lang: Lang
}

const ACT = {
  verify: { zh: '核验单位登记', en: 'Verify a registration' },
  relation: { zh: '答复关联关系申报', en: 'Answer a declared relation' },
  relationOfficer: { zh: '认定关联关系', en: 'Decide on a relation' },
  correct: { zh: '改正单位登记', en: 'Correct the registration' },
} as const

export const registrationTodo = {
  name: 'party.registrations',
  roles: ['clerk'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.party.waiting({ limit: 20 })
    return items.map((item) => ({
      key: item.id,
      act: ACT.verify[lang],
      subject: inLang(item.name, lang),
      to: partyPage(item.id),
      dueAt: item.decideBy,
    }))
  },
}

/** Declarations about my organisation, and for officers what waits for a decision. */
export const relationTodo = {
  name: 'party.relations',
  roles: ['approver', 'enterprise', 'admin', 'clerk'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { items } = await api.party.relationsWaiting({ limit: 20 })
    return items.map(({ id, from, to, acts, declaredFor, answerBy }) => {
      const isOwn = acts.includes('confirm')
      const claimant = declaredFor === to.id ? to : from
      return {
        key: id,
        act: ACT[isOwn ? 'relation' : 'relationOfficer'][lang],
        subject: inLang(claimant.name, lang),
        to: isOwn ? organisationClaim(claimant.id === from.id ? to.id : from.id, id) : partyClaim(claimant.id, id),
        ...(answerBy === null ? {} : { dueAt: answerBy }),
      }
    })
  },
}

export const refusedTodo = {
  name: 'party.refused',
  roles: ['enterprise'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { mandates } = await api.party.me({})
    return mandates
      .filter(({ organisation }) => organisation.state === 'refused')
      .map(({ organisation }) => ({ key: organisation.id, act: ACT.correct[lang], subject: inLang(organisation.name, lang), to: organisationPage() }))
  },
}
