/** The bodies of facts as they stand in the log. Their digests were given away: a key that changes here changes what proofs are made of. */
import { expect, it } from 'vitest'
import type { FactKind } from '#contract/fact.ts'
import { SYSTEM } from '#kernel/actor.ts'
import { canonicalJson, type Json } from '#kernel/canonical-json.ts'
import { instant } from '#kernel/instant.ts'
import type { Act, Publish } from '#platform/command/act.ts'
import { tellAccepted, tellRefused } from '../../src/modules/auction/telling.ts'
import { tell as tellContract, dealBody } from '../../src/modules/contract/telling.ts'
import { contractFacts } from '../../src/modules/contract/facts.ts'
import { feesAccount } from '../../src/modules/ledger/core/accounts.ts'
import { tellPosted } from '../../src/modules/ledger/telling.ts'
import { listingFacts } from '../../src/modules/listing/facts.ts'
import { tellAll } from '../../src/modules/listing/telling.ts'

const saidBy = (tell: (act: Act) => void): string => {
  let said = ''
  const publish = (fact: FactKind, { body }: { readonly body: Readonly<Record<string, Json>> }) =>
    void (said = `${fact.type} v${fact.version} ${canonicalJson(body)}`)
  tell({ actor: SYSTEM, publish: publish as Publish } as Act)
  return said
}

const at = instant(Date.UTC(2026, 2, 3, 1))
const title = { zh: '名', en: 'Name' }
const auction = {
  id: 'auc_1',
  lotId: 'lot_1',
  method: 'english',
  startingPriceMinor: 100_000n,
  incrementMinor: 500n,
  bands: [],
  maxExtensions: null,
  capMinor: null,
  floorMinor: null,
  tickMs: null,
  freeMs: 60_000n,
  timedMs: 60_000n,
  extensionMs: 60_000n,
  extensionAlarm: 3,
  singleBidderAllowed: true,
  confirmFactor: 2,
}
const bid = {
  id: 'bid_1',
  origin: 'bidder',
  auctionId: 'auc_1',
  attempt: 4,
  seq: 3,
  number: 327,
  organisationId: 'org_b',
  priceMinor: 101_000n,
  confirmedMinor: null,
  receivedAt: at,
  endsAt: at,
  extended: false,
  refusal: 'auction.bid_too_low',
}
const lot = {
  id: 'lot_1',
  consignment: null,
  stateAsset: null,
  number: 'ZJ-1',
  sellerOrganisationId: 'org_s',
  achievementId: 'ach_1',
  title,
  method: 'english',
  rightKind: 'licence',
  exclusivity: 'sole',
  shareBasisPoints: null,
  termMonths: 36,
  territory: title,
  field: null,
  startingPriceMinor: 100_000n,
  methodTerms: { incrementMinor: '500', freeMinutes: 60, timedSeconds: 300 },
  depositMinor: 10_000n,
  depositAlternatives: [],
  extensionDays: null,
  extensionTimes: null,
  reserveMinutes: null,
  nextBidderDays: null,
  refusalAfter: null,
  units: null,
  unitOf: null,
  unitNo: null,
  hasReserve: true,
  reserveCommitment: 'c'.repeat(8),
}
const contract = {
  id: 'con_1',
  number: 'HT-1',
  lotId: 'lot_1',
  achievementId: 'ach_1',
  sellerOrganisationId: 'org_s',
  buyerOrganisationId: 'org_b',
  title,
  rightName: 'sole',
  startingPriceMinor: 100_000n,
  priceMinor: 101_000n,
  technologyAmountMinor: 101_000n,
  technicalIncomeMinor: 101_000n,
}
const LOT =
  '"achievementId":"ach_1","depositAlternatives":[],"depositMinor":"10000","field":null,"hasReserve":true,"lotId":"lot_1","method":"english","methodTerms":{"freeMinutes":60,"incrementMinor":"500","timedSeconds":300}'

it.each([
  [
    (act: Act) => tellAccepted(act, auction as never, bid as never, { top: { priceMinor: 101_000n, number: 327 } } as never),
    'auction.bid_accepted v1 {"auctionId":"auc_1","bidId":"bid_1","endsAt":"2026-03-03T01:00:00.000Z","extended":false,"nextMinimumMinor":"101500","number":327,"priceMinor":"101000","receivedAt":"2026-03-03T01:00:00.000Z","seq":3}',
  ],
  [
    (act: Act) => tellRefused(act, auction as never, bid as never),
    'auction.bid_refused v1 {"attempt":4,"auctionId":"auc_1","bidId":"bid_1","code":"auction.bid_too_low","number":327,"organisationId":"org_b","priceMinor":"101000","receivedAt":"2026-03-03T01:00:00.000Z"}',
  ],
  [
    (act: Act) => tellAll(act, lot as never, listingFacts.failed, { reason: 'no_bids' }),
    `listing.failed v1 {${LOT},"number":"ZJ-1","reason":"no_bids","reserveCommitment":"cccccccc","right":"sole","sellerOrganisationId":"org_s","startingPriceMinor":"100000","termMonths":36,"territory":{"en":"Name","zh":"名"},"title":{"en":"Name","zh":"名"}}`,
  ],
  [
    (act: Act) => tellContract(act, contract as never, contractFacts.settled, { ...dealBody(contract as never), releasedMinor: '101000' }),
    'contract.settled v1 {"achievementId":"ach_1","buyerOrganisationId":"org_b","contractId":"con_1","lotId":"lot_1","number":"HT-1","priceMinor":"101000","releasedMinor":"101000","right":"sole","sellerOrganisationId":"org_s","startingPriceMinor":"100000","technicalIncomeMinor":"101000","technologyAmountMinor":"101000","title":{"en":"Name","zh":"名"}}',
  ],
  [
    (act: Act) =>
      tellPosted(act, 'txn_1', {
        purpose: 'payout',
        subject: 'pyo_1',
        key: 'order',
        legs: [{ account: feesAccount('CNY'), side: 'D', amountMinor: 5n }],
      }),
    'ledger.posted v1 {"key":"order","legs":[["fees:CNY","D","5"]],"purpose":"payout","reverses":null,"subject":"pyo_1","transactionId":"txn_1"}',
  ],
])('%#: a body keeps its words', (tell, expected) => {
  expect(saidBy(tell)).toBe(expected)
})
