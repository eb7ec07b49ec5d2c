/** From a researcher's draft to the public catalogue, the secret file or the release to the completers. */
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Decision } from './words.ts'

export const ACHIEVEMENT_STATES = ['draft', 'disclosed', 'returned', 'assessed', 'approved', 'catalogued', 'secret', 'released'] as const
export type AchievementState = (typeof ACHIEVEMENT_STATES)[number]

export const ACHIEVEMENT = lifecycle({
  initial: 'draft',
  states: {
    draft: { disclose: 'disclosed' },
    disclosed: { assess: 'assessed', return: 'returned', withdraw: 'draft' },
    returned: { disclose: 'disclosed', withdraw: 'draft' },
    // A proposal that the second person does not share goes back to the transfer office.
    assessed: { catalogue: 'catalogued', awaitFiling: 'approved', keepSecret: 'secret', release: 'released', sendBack: 'disclosed' },
    // To be catalogued only after the application is filed: an earlier publication would destroy novelty (Patent Law art. 22).
    approved: { catalogue: 'catalogued' },
    catalogued: {},
    secret: {},
    released: {},
  },
})
export type AchievementEvent = Parameters<typeof ACHIEVEMENT.next>[1]

/** What an approval leads to. A patent to be filed first is catalogued when its number is on file. */
export const eventOfApproval = (decision: Decision, hasPatentNumber: boolean): AchievementEvent => {
  switch (decision) {
    case 'publish':
      return 'catalogue'
    case 'file_patent':
      return hasPatentNumber ? 'catalogue' : 'awaitFiling'
    case 'keep_secret':
      return 'keepSecret'
    case 'release':
      return 'release'
  }
}
