/** A beneficiary who names an account sets free the payouts that waited for it. */
import type { Heard } from '#contract/fact.ts'
import { ok, type Result } from '#kernel/result.ts'
import { partyFacts } from '#modules/party/facts.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction } from '#platform/command/module.ts'
import { reaction, retired } from '#platform/command/reaction.ts'
import { paymentFacts } from './facts.ts'
import { receiveClaim } from './instruments.ts'
import { nameAccounts } from './payouts.ts'

const onAccountSet = async (act: Act, { body }: Fact<Heard<typeof partyFacts.payout_account_set>>): Promise<Result<unknown>> =>
  ok(await nameAccounts(act, body.holderId))

export const reactions: readonly Reaction[] = [
  reaction(partyFacts.payout_account_set, 'payment.payout_account_set', onAccountSet),
  reaction(paymentFacts.payment_received, 'payment.claim_received', async (act, { body }) =>
    body.purpose === 'claim' ? receiveClaim(act, body.payerOrganisationId, body.subject) : ok(null),
  ),
  // Waited in the queue when payments were part of the ledger.
  retired(partyFacts.payout_account_set, 'ledger.payout_account_set', onAccountSet),
]
