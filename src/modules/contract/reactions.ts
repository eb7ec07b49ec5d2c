/** The hammer, the end of the result notice and the buyer's money. Each reads again: running twice does nothing. */
import { ok, type Result } from '#kernel/result.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Reaction, Task } from '#platform/command/module.ts'
import { timestamp } from '#platform/db/transaction.ts'
import { openContract } from './opening.ts'
import { fallDue, PAYMENT_DUE, receivePrice } from './performing.ts'
import { insertSale } from './store.ts'

const text = (fact: Fact, key: string): string => String(fact.body[key] ?? '')

const keepHammer = async (act: Act, fact: Fact): Promise<Result<unknown>> => {
  if (fact.body['outcome'] !== 'sold') return ok(null)
  const number = fact.body['winnerNumber']
  await insertSale(act.tx, {
    lot_id: text(fact, 'lotId'),
    auction_id: text(fact, 'auctionId'),
    buyer_organisation_id: text(fact, 'winnerOrganisationId'),
    bid_number: typeof number === 'number' ? number : null,
    price_minor: BigInt(text(fact, 'priceMinor')),
    sold_at: timestamp(fact.at),
  })
  return ok(null)
}

export const reactions: readonly Reaction[] = [
  { on: 'auction.closed', name: 'contract.auction_closed', handle: keepHammer },
  {
    on: 'notice.closed',
    name: 'contract.notice_closed',
    handle: async (act, fact) => (fact.body['kind'] === 'result' ? openContract(act, text(fact, 'subject'), text(fact, 'noticeId')) : ok(null)),
  },
  {
    on: 'ledger.payment_received',
    name: 'contract.payment_received',
    handle: async (act, fact) => (fact.body['purpose'] === 'price' ? receivePrice(act, text(fact, 'subject')) : ok(null)),
  },
]

export const tasks: Readonly<Record<string, Task>> = {
  [PAYMENT_DUE]: async (act, payload) => fallDue(act, String(payload['id'] ?? '')),
}
