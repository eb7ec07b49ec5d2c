/** Accounts by name or mail address, for administrators. */
import type { CapabilitySearch } from '../../shell/capability.ts'
import { accountOf } from './addresses.ts'

export const search: CapabilitySearch = {
  zh: '账户',
  en: 'Accounts',
  sources: [
    {
      roles: ['admin'],
      find: async ({ api, q, limit }) =>
        (await api.account.list({ q, limit })).items.map(({ id, name, email }) => ({ key: id, title: name, note: email, to: accountOf(id) })),
    },
  ],
}
