/** Registrations that wait for the clerk, and refused ones that wait for their applicant. */
import { inLang } from '../../i18n/lang.ts'
import type { TodoSource } from '../desk/todo-sources.ts'

const ACT = {
  verify: { zh: '核验单位登记', en: 'Verify a registration' },
  correct: { zh: '改正单位登记', en: 'Correct the registration' },
} as const

export const registrationTodo: TodoSource = {
  name: 'party.registrations',
  roles: ['clerk'],
  load: async ({ api, lang }) => {
    const { items } = await api.party.waiting({ limit: 20 })
    return items.map((item) => ({ key: item.id, act: ACT.verify[lang], subject: inLang(item.name, lang), to: `/desk/parties/${item.id}` }))
  },
}

export const refusedTodo: TodoSource = {
  name: 'party.refused',
  roles: ['enterprise'],
  load: async ({ api, lang }) => {
    const { mandates } = await api.party.me({})
    return mandates
      .filter(({ organisation }) => organisation.state === 'refused')
      .map(({ organisation }) => ({ key: organisation.id, act: ACT.correct[lang], subject: inLang(organisation.name, lang), to: '/desk/organisation' }))
  },
}
