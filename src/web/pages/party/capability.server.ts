/** Organisations, people and their roles. */
import type { Capability } from '../../shell/capability.ts'
import { organisationClaim, organisationPage, partiesPage, partyClaim, partyPage, peoplePage } from './addresses.ts'
import { search } from './search.server.ts'

export const party: Capability = {
  name: 'party',
  group: 'house',
  routes: {
    desk: {
      organisation: 'parties-mine.tsx',
      parties: 'parties.tsx',
      'parties/file': 'parties-file.ts',
      'parties/:id': 'parties-party.tsx',
      people: 'people.tsx',
    },
  },
  records: { org: () => organisationPage(), rel: () => organisationPage(), man: () => organisationPage() },
  tasks: [
    { page: organisationPage(), zh: '我的单位', en: 'My organisation', roles: ['researcher', 'tto', 'approver', 'enterprise'] },
    { page: partiesPage(), zh: '单位核验', en: 'Organisations', roles: ['clerk', 'admin', 'regulator'] },
    { page: peoplePage(), zh: '人员与身份', en: 'People and roles', roles: ['admin'] },
  ],
  waitingAt: {
    organisation: ({ id, act }) => (act === 'verify' ? partyPage(id) : organisationPage()),
    authority: ({ id, act, within }) => (act === 'check' ? partyClaim : organisationClaim)(within ?? '', id),
    credential: ({ id, within }) => partyClaim(within ?? '', id),
    signing: ({ id }) => organisationClaim(id, 'authorities'),
    relation: ({ id, act, within }) => (act === 'answer' ? organisationClaim : partyClaim)(within ?? '', id),
  },
  search,
}
