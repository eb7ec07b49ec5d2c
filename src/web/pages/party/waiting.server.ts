/** Registrations that wait for the clerk, and refused ones that wait for their applicant. */
import { isAllowed } from '#kernel/acts.ts'
import { inLang } from '../../i18n/lang.ts'
import { organisationClaim, organisationPage, partyClaim, partyPage } from './addresses.ts'
import type { Source, TodoItem } from '../../shell/capability.ts'

const ACT = {
  verify: { zh: '核验单位登记', en: 'Verify a registration' },
  relation: { zh: '答复关联关系申报', en: 'Answer a declared relation' },
  relationOfficer: { zh: '认定关联关系', en: 'Decide on a relation' },
  correct: { zh: '改正单位登记', en: 'Correct the registration' },
} as const

const registrations: Source<TodoItem> = {
  roles: ['clerk'],
  load: async ({ api, lang }) => {
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
const relations: Source<TodoItem> = {
  roles: ['approver', 'enterprise', 'admin', 'clerk'],
  load: async ({ api, lang }) => {
    const { items } = await api.party.relationsWaiting({ limit: 20 })
    return items.map(({ id, from, to, acts, declaredFor, answerBy }) => {
      const isOwn = isAllowed(acts, 'confirm')
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

const refused: Source<TodoItem> = {
  roles: ['enterprise'],
  load: async ({ api, lang }) => {
    const { mandates } = await api.party.me({})
    return mandates
      .filter(({ organisation }) => organisation.state === 'refused')
      .map(({ organisation }) => ({ key: organisation.id, act: ACT.correct[lang], subject: inLang(organisation.name, lang), to: organisationPage() }))
  },
}

export const waiting: readonly Source<TodoItem>[] = [registrations, refused, relations]
