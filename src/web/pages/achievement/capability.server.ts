/** Achievements: disclosure, assessment, catalogue. */
import type { Capability } from '../../shell/capability.ts'
import { holdsAny } from '../../shell/market.ts'
import { achievementDesk, achievementInbox, achievementPage, achievementsPage, disclosuresPage } from './addresses.ts'
import { figures } from './figures.server.ts'
import { watched } from './watched.server.ts'
import { search } from './search.server.ts'

export const achievement: Capability = {
  name: 'achievement',
  group: 'create',
  routes: {
    market: {
      achievements: 'achievements.tsx',
      'achievements/:id': 'achievements-record.tsx',
    },
    desk: {
      disclosures: 'disclosures.tsx',
      'disclosures/file': 'disclosures-file.ts',
      'disclosures/new': 'disclosure-new.tsx',
      'disclosures/:id': 'disclosure-edit.tsx',
      achievements: 'achievement-inbox.tsx',
      'achievements/file': 'achievement-inbox-file.ts',
      'achievements/import': 'achievement-import.tsx',
      'achievements/:id': 'achievement-handle.tsx',
    },
  },
  records: {
    // Who developed it too is told so, and has something to say of it.
    ach: (id, viewer, told) =>
      holdsAny(viewer, ['tto', 'approver', 'researcher']) || Array.isArray(told?.['developers']) ? achievementDesk(id) : achievementPage(id),
  },
  halls: [{ page: achievementsPage(), zh: '成果', en: 'Technologies' }],
  tasks: [
    { page: disclosuresPage(), zh: '我的成果', en: 'My achievements', roles: ['researcher'] },
    { page: achievementInbox(), zh: '成果管理', en: 'Achievements', roles: ['tto', 'approver'] },
  ],
  waitingAt: { achievement: ({ id }) => achievementDesk(id) },
  watched,
  figures,
  search,
}
