/** What the module does on others' facts: files name institutions as they were verified. */
import { ok } from '#kernel/result.ts'
import { partyFacts } from '#modules/party/facts.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { keepInstitution } from './store.ts'

export const reactions: readonly Reaction[] = [
  reaction(partyFacts.organisation_verified, 'achievement.organisation_verified', async (act, { body }) => {
    const { organisationId: id, creditCode, nameZh, region } = body
    // A natural person buys here and catalogues nothing; of several none has a code of its own.
    if (creditCode !== '') await keepInstitution(act.tx, { id, creditCode, nameZh, region: region === '' ? null : region })
    return ok(null)
  }),
]
