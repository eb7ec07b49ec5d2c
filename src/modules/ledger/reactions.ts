/** A beneficiary who names an account sets free the payouts that waited for it. */
import { ok } from '#kernel/result.ts'
import { partyFacts } from '#modules/party/facts.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction } from '#platform/command/reaction.ts'
import { nameAccounts } from './payouts.ts'

export const reactions: readonly Reaction[] = [
  reaction(partyFacts.payout_account_set, 'ledger.payout_account_set', async (act, { body }) => ok(await nameAccounts(act, body.holderId))),
]
