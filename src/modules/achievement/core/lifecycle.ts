/** From a researcher's draft to the public catalogue, the secret file or the release to the completers. */
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Wait, Waits } from '#kernel/waiting.ts'
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

type Place = 'writer' | 'completer' | 'institution'
type AwaitedAct = 'edit' | 'confirmContribution' | 'assess' | 'approve' | 'recordFiling'

/** A completer is asked as long as the shares are not settled, whatever else is going on. */
const SHARE: Wait<AwaitedAct, Place> = { act: 'confirmContribution', of: 'completer', roles: [] }

/** A draft is nobody's but its writer's, who is in no hurry. */
export const ACHIEVEMENT_WAITS: Waits<AchievementState, AwaitedAct, Place> = {
  draft: [],
  disclosed: [SHARE, { act: 'assess', of: 'institution', roles: ['tto'] }],
  returned: [SHARE, { act: 'edit', of: 'writer', roles: ['researcher'] }],
  assessed: [SHARE, { act: 'approve', of: 'institution', roles: ['approver'] }],
  approved: [{ act: 'recordFiling', of: 'institution', roles: ['tto'] }],
  catalogued: [],
  secret: [],
  released: [],
}
