/** Sealed prices: envelopes go to the room of sealed envelopes, and what it opens all at once becomes the record and the outcome. */
import { organisationMeant } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { confirmedBidders, reservePriceOf } from '#modules/listing/index.ts'
import { boxById, depositEnvelope, receiptsOf, withdrawEnvelope } from '#modules/sealing/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands, Queries } from '#platform/command/module.ts'
import type { auctionContract } from './api.ts'
import { isSealed } from './core/method.ts'
import { highest, priceIn, sealedOutcome } from './core/sealed.ts'
import { advance } from './core/clock.ts'
import { close } from './closing.ts'
import { drawIn } from './drawing.ts'
import { shownBid } from './shown.ts'
import { ownIn } from './own.ts'
import { tellAccepted } from './telling.ts'
import { auctionRow, biddersOf, lockAuction, rulesOf, saveDecided, stateOf, type AuctionRow } from './store.ts'

type Handlers = Commands<typeof auctionContract, 'depositSealed' | 'withdrawSealed'>

const boxOf = ({ boxId }: Pick<AuctionRow, 'boxId'>): Result<string> => (boxId === null ? refuse('auction.not_sealed') : ok(boxId))

const depositSealed: Handlers['depositSealed'] = async (act, input) => {
  const own = await ownIn(act, input.id, input.organisationId)
  if (!own.ok) return own
  const boxId = boxOf(own.value.row)
  if (!boxId.ok) return boxId
  const { envelope } = input
  const receipt = await depositEnvelope(act, { boxId: boxId.value, bidderKey: own.value.organisationId, envelope, receivedAt: act.receivedAt })
  if (!receipt.ok) return receipt
  const { envelopeId, digest, turn, correctionsLeft } = receipt.value
  return ok({ envelopeId, digest, turn, correctionsLeft })
}

const withdrawSealed: Handlers['withdrawSealed'] = async (act, input) => {
  const own = await ownIn(act, input.id, input.organisationId)
  if (!own.ok) return own
  const boxId = boxOf(own.value.row)
  if (!boxId.ok) return boxId
  const taken = await withdrawEnvelope(act, { boxId: boxId.value, bidderKey: own.value.organisationId, receivedAt: act.receivedAt })
  return taken.ok ? ok({ id: input.id }) : taken
}

export const sealedCommands: Handlers = { depositSealed, withdrawSealed }

type Mine = Queries<typeof auctionContract, 'sealed'>['sealed']['mine']

export const mySealed: Mine = async ({ reader, actor }, input) => {
  const row = await auctionRow(reader, input.id)
  if (!row) return refuse('auction.not_found')
  const boxId = boxOf(row)
  if (!boxId.ok) return boxId
  const organisationId = organisationMeant(actor, 'enterprise', input.organisationId)
  const [box, receipts] = await Promise.all([boxById(reader, boxId.value), organisationId === null ? [] : receiptsOf(reader, boxId.value, organisationId)])
  return ok({ boxId: boxId.value, organisationId, policy: box?.policy ?? null, receipts: receipts.map((receipt) => ({ ...receipt })) })
}

interface Opened {
  readonly bidderKey: string
  readonly receivedAt: Instant
  readonly payload: unknown
}

/** The prices that count: of bidders with a number, readable, not below the start; in the order of receipt. */
const countingPrices = async (act: Act, row: AuctionRow, envelopes: readonly Opened[]) => {
  const admitted = new Set((await biddersOf(act.tx, [row.id])).map(({ organisationId }) => organisationId))
  const bidders = (await confirmedBidders(act.tx, row.lotId)).filter(({ organisationId }) => admitted.has(organisationId))
  return envelopes.flatMap(({ bidderKey, receivedAt, payload }) => {
    const [bidder, priceMinor] = [bidders.find(({ organisationId }) => organisationId === bidderKey), priceIn(payload)]
    return bidder === undefined || priceMinor === null || priceMinor < row.startingPriceMinor ? [] : [{ ...bidder, priceMinor, receivedAt }]
  })
}

/** All envelopes are open: each price that counts is a bid of the record, and the sale is decided. */
export const onOpened = async (act: Act, auctionId: string, envelopes: readonly Opened[]): Promise<Result<unknown>> => {
  const locked = await lockAuction(act.tx, auctionId)
  if (!locked || locked.phase === 'closed' || !isSealed(locked.method)) return ok(null)
  const row = { ...locked, phase: advance(stateOf(locked), act.now).state.phase }
  const prices = await countingPrices(act, row, envelopes)
  const outcome = sealedOutcome(rulesOf(row), {
    prices,
    reserveMinor: await reservePriceOf(act.tx, row.lotId),
    bidderCount: row.bidderCount,
    draw: drawIn(row),
  })
  const bids = prices.map((price, index) => shownBid(row, price, { origin: 'envelope', attempt: index + 1, seq: index + 1 }))
  const top = highest(prices)
  const state = {
    ...stateOf(row),
    top: top === null ? null : { number: top.number, priceMinor: outcome.kind === 'sold' ? outcome.priceMinor : top.priceMinor },
    acceptedCount: bids.length,
    attemptCount: bids.length,
  }
  saveDecided(act.tx, bids, [[row.id, state]])
  for (const bid of bids) tellAccepted(act, row, bid, state)
  const reserveMet = row.hasReserve ? outcome.kind === 'sold' : null
  await close(act, { ...row, acceptedCount: bids.length }, { outcome, reserveMet: top === null && row.hasReserve ? false : reserveMet })
  return ok(null)
}

/** Nothing was opened, and nothing will be: the sale ends without result. */
export const onNotOpened = async (act: Act, auctionId: string): Promise<Result<unknown>> => {
  const row = await lockAuction(act.tx, auctionId)
  if (row && row.phase !== 'closed') await close(act, row, { outcome: { kind: 'failed', reason: 'not_opened' }, reserveMet: null })
  return ok(null)
}
