/** A beneficiary who names an account sets free the payouts that waited for it. */
import { ok } from '#kernel/result.ts'
import type { Reaction } from '#platform/command/module.ts'
import { nameAccounts } from './payouts.ts'

export const reactions: readonly Reaction[] = [
  {
    on: 'party.payout_account_set',
    name: 'ledger.payout_account_set',
    handle: async (act, fact) => ok(await nameAccounts(act, String(fact.body['holderId']))),
  },
]
