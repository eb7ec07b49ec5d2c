/** Registrations that wait for the clerk, and refused ones that wait for their applicant. */
import type { Role } from '#kernel/actor.ts'
import type { Api } from '../../contract.ts'
import { inLang, type Lang } from '../../i18n/lang.ts'

interface Given {
  readonly api: Api
  readonly lang: Lang
}

const ACT = {
  verify: { zh: '核验单位登记', en: 'Verify a registration' },
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
      to: `/desk/parties/${item.id}`,
      dueAt: item.decideBy,
    }))
  },
}

export const refusedTodo = {
  name: 'party.refused',
  roles: ['enterprise'] as readonly Role[],
  load: async ({ api, lang }: Given) => {
    const { mandates } = await api.party.me({})
    return mandates
      .filter(({ organisation }) => organisation.state === 'refused')
      .map(({ organisation }) => ({ key: organisation.id, act: ACT.correct[lang], subject: inLang(organisation.name, lang), to: '/desk/organisation' }))
  },
}
