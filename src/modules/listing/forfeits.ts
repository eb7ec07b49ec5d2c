/**
 * The winner did not keep its word: it is barred when the lot is offered again, and its deposit goes, in the order of the rule, to the costs of the sale, the gap of
 * the re-sale and the seller. Costs are stated by one finance officer and confirmed by a second; the books move with the second word.
 */
import { actorIdOf } from '#kernel/actor.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { captureHold, chargeEscrow, holdOf, releaseEscrow } from '#modules/ledger/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { useUpRefusal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { timestamp, type Reader } from '#platform/db/transaction.ts'
import type { listingContract } from './api.ts'
import { changed } from './commands/moving.ts'
import { checkCosts, forfeitSplit, permitForfeit, type ForfeitAct, type HandledForfeit } from './core/forfeit.ts'
import { callCoverOf } from './cover.ts'
import { listingFacts } from './facts.ts'
import { voidRunnersUp } from './next-store.ts'
import {
  forfeitRow,
  insertForfeit,
  lockForfeit,
  lockLot,
  lotRow,
  successorOf,
  updateForfeit,
  winnersApplication,
  type ForfeitRow,
  type LotRow,
} from './store.ts'
import { tellAll, tellForfeit } from './telling.ts'

const purposeOf = ({ depositKind }: Pick<ForfeitRow, 'depositKind'>) => (depositKind === 'cash' ? 'deposit' : 'claim')

interface Defaulted {
  readonly lotId: string
  readonly organisationId: string
  /** The contract had taken effect: its own terms divide what is held, and what vouched for the deposit is called all the same. */
  readonly isByContract: boolean
}

/** Recorded once; a negotiated price has no deposit that could be lost. */
export const recordDefault = async (act: Act, { lotId, organisationId, isByContract }: Defaulted): Promise<Result<unknown>> => {
  const lot = await lockLot(act.tx, lotId)
  if (!lot || (await forfeitRow(act.tx, lotId))) return ok(null)
  if (lot.subjectOutcome === 'taken') return recordHoldersDefault(act, lot, isByContract)
  const application = await winnersApplication(act.tx, lotId, organisationId)
  if (!application) return ok(null)
  const called = await callCoverOf(act, application)
  // A paper that has lapsed vouches for nothing: the default is recorded all the same, and what the buyer owes is for the seller to claim.
  const hasLapsed = !called.ok && called.refusal.code === 'payment.instrument.not_standing'
  if (!called.ok && !hasLapsed) return called
  await insertForfeit(act.tx, {
    lotId,
    organisationId,
    depositKind: application.depositKind,
    depositMinor: application.depositMinor,
    priceMinor: lot.priceMinor ?? lot.startingPriceMinor,
    // Money that is set off lies in the escrow of the contract; what a guarantor pays comes here.
    state: hasLapsed || (isByContract && application.depositKind === 'cash') ? 'by_contract' : 'open',
    costsMinor: 0n,
    note: '',
    recordedAt: timestamp(act.now),
    madeBy: null,
    madeAt: null,
    decidedBy: null,
    decidedAt: null,
  })
  if (isByContract) await voidRunnersUp(act.tx, lotId)
  tellAll(act, await changed(act, lotId), listingFacts.defaulted, { buyerOrganisationId: organisationId, priceMinor: String(lot.priceMinor ?? 0n) })
  return ok(null)
}

/** A holder that took it had no deposit to lose: what it owes is for the seller to claim. Its round is used up, and the lot may go to who had brought the price, or be offered again. */
const recordHoldersDefault = async (act: Act, lot: LotRow, isByContract: boolean): Promise<Result<unknown>> => {
  const { id: lotId, buyerOrganisationId, priceMinor } = lot
  if (buyerOrganisationId === null || priceMinor === null) return ok(null)
  await insertForfeit(act.tx, {
    lotId,
    organisationId: buyerOrganisationId,
    depositKind: 'cash',
    depositMinor: 0n,
    priceMinor,
    state: 'by_contract',
    costsMinor: 0n,
    note: '',
    recordedAt: timestamp(act.now),
    madeBy: null,
    madeAt: null,
    decidedBy: null,
    decidedAt: null,
  })
  await useUpRefusal(act, lot.achievementId)
  if (isByContract) await voidRunnersUp(act.tx, lotId)
  tellAll(act, await changed(act, lotId), listingFacts.defaulted, { buyerOrganisationId, priceMinor: String(priceMinor) })
  return ok(null)
}

/** How much less than this sale the re-sale brought; null while nothing is re-sold. */
export const gapOf = async (reader: Reader, { lotId, priceMinor }: ForfeitRow): Promise<bigint | null> => {
  const successor = await successorOf(reader, lotId)
  if (successor?.state !== 'sold' || successor.priceMinor === null) return null
  return successor.priceMinor < priceMinor ? priceMinor - successor.priceMinor : 0n
}

export const handledForfeit = async (reader: Reader, row: ForfeitRow, lot: LotRow): Promise<HandledForfeit> => {
  const hold = await holdOf(reader, { subject: lot.unitOf ?? row.lotId, organisationId: row.organisationId, purpose: purposeOf(row) })
  return {
    state: row.state,
    sellerOrganisationId: lot.sellerOrganisationId,
    organisationId: row.organisationId,
    depositMinor: row.depositMinor,
    statedBy: row.madeBy,
    isHere: hold?.state === 'held',
  }
}

export const splitOf = async (act: Pick<Act, 'now'> & { readonly reader: Reader }, row: ForfeitRow) => {
  const rules = await rulesAt(act.reader, act.now)
  const gapMinor = await gapOf(act.reader, row)
  const { depositMinor, costsMinor } = row
  return {
    split: forfeitSplit({ depositMinor, costsMinor, gapMinor: gapMinor ?? 0n }, rules.list('deposit.forfeit.order')),
    rule: rules.cite('deposit.forfeit.order'),
    gapMinor,
  }
}

const permitted = async (act: Act, name: ForfeitAct, id: string): Promise<Result<{ readonly row: ForfeitRow; readonly lot: LotRow }>> => {
  const row = await lockForfeit(act.tx, id)
  const lot = row && (await lotRow(act.tx, id))
  if (!row || !lot) return refuse('listing.not_found')
  const verdict = permitForfeit(name, act.actor, await handledForfeit(act.tx, row, lot))
  return verdict.ok ? ok({ row, lot }) : verdict
}

/** Into an escrow of the lot, from there the costs to the market that bore them and the rest to the seller, who has the gap with it. */
const book = async (act: Act, row: ForfeitRow, lot: LotRow): Promise<Result<{ readonly costsMinor: bigint; readonly sellerMinor: bigint }>> => {
  const { lotId, organisationId } = row
  // The deposit of a unit's buyer lies where it was paid; of each unit the costs are charged once.
  const subject = lot.unitOf ?? lotId
  const captured = await captureHold(act, { subject, organisationId, purpose: purposeOf(row), toSubject: subject })
  if (!captured.ok) return captured
  const { split } = await splitOf({ now: act.now, reader: act.tx }, row)
  const sellerMinor = split.gapMinor + split.sellerMinor
  if (split.costsMinor > 0n) {
    const charged = await chargeEscrow(act, subject, split.costsMinor, lot.unitOf === null ? 'costs' : `costs:${lotId}`)
    if (!charged.ok) return charged
  }
  if (sellerMinor > 0n) {
    const released = await releaseEscrow(act, { contractId: subject, toOrganisationId: lot.sellerOrganisationId, amountMinor: sellerMinor })
    if (!released.ok) return released
  }
  return ok({ costsMinor: split.costsMinor, sellerMinor })
}

export const forfeitCommands: Commands<typeof listingContract, 'stateCosts' | 'confirmCosts'> = {
  stateCosts: async (act, { id, costsMinor, note }) => {
    const found = await permitted(act, 'stateCosts', id)
    if (!found.ok) return found
    const { row, lot } = found.value
    const sound = checkCosts(costsMinor, row.depositMinor)
    if (!sound.ok) return sound
    await updateForfeit(act.tx, id, { state: 'stated', costsMinor, note, madeBy: actorIdOf(act.actor), madeAt: timestamp(act.now) })
    tellForfeit(act, { ...row, lot }, listingFacts.costs_stated, { costsMinor: String(costsMinor), note })
    return ok({ lotId: id, state: 'stated' as const })
  },
  confirmCosts: async (act, { id, costsMinor }) => {
    const found = await permitted(act, 'confirmCosts', id)
    if (!found.ok) return found
    const { row, lot } = found.value
    if (row.costsMinor !== costsMinor) return refuse('listing.costs_differ', {}, { field: 'costsMinor' })
    const booked = await book(act, row, lot)
    if (!booked.ok) return booked
    await updateForfeit(act.tx, id, { state: 'booked', decidedBy: actorIdOf(act.actor), decidedAt: timestamp(act.now) })
    tellForfeit(act, { ...row, lot }, listingFacts.deposit_forfeited, {
      costsMinor: String(booked.value.costsMinor),
      sellerMinor: String(booked.value.sellerMinor),
    })
    return ok({ lotId: id, state: 'booked' as const })
  },
}
