/** What the transfer office does with its lots. */
import { actorIdOf } from '#kernel/actor.ts'
import type { z } from 'zod'
import { parseInstant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { achievementById, markUnlisted } from '#modules/achievement/index.ts'
import { linkDocuments } from '#modules/document/index.ts'
import { withdrawNotice } from '#modules/notice/index.ts'
import { mayConfirmFor, noteAuthority } from '#modules/party/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import { checkRefusalAskable, releaseDisposal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { listingContract, lotDraftInput } from '../api.ts'
import { recordCheck } from '../checking.ts'
import { permitPrice, permitSeller, type SellerAct } from '../core/acts.ts'
import { NEGOTIATED } from '../core/negotiated.ts'
import type { LotState } from '../core/lifecycle.ts'
import { isSellersOfficer } from '../core/permit.ts'
import { proposedDeposit, type LotRight, type LotTerms } from '../core/terms.ts'
import { endApplications } from '../deposits.ts'
import { termsOf } from '../disposal.ts'
import { agreementVerdict, firstRefusalVerdict, noticeOf } from '../negotiated.ts'
import { listingFacts } from '../facts.ts'
import { disposalBefore, handledLot, handledWithPrice } from '../handled.ts'
import { methodNamed, methodOf, type Methods, type MethodTerms } from '../method.ts'
import { tellSeller, tellWithdrawn } from '../telling.ts'
import { linkPapers } from '../lot-papers.ts'
import { againOf } from '../reoffer.ts'
import { sealReserve } from '../sealing-reserve.ts'
import { checkedTerms, laterReserveMinutes, nextBidderDaysOf, offeredOf, refusalDaysOf, termRulesOf, type Again } from '../term-rules.ts'
import { countDrafts, insertLot, lockLot, putReserve, reserveRow, updateContent, updateLot, type LotContent, type LotRow } from '../store.ts'
import { changed, notFound } from './moving.ts'

type Seller = Commands<typeof listingContract, 'draft' | 'reoffer' | 'revise' | 'submit' | 'confirmPrice' | 'withdrawLot'>
type Draft = z.output<typeof lotDraftInput>

const DRAFTS_RULE = 'listing.drafts.perOrganisation'

const NO_RESERVE = { reserve: null, commitment: null }
const sealed = (act: Act, lotId: string, reserveMinor: bigint | null) => (reserveMinor === null ? NO_RESERVE : sealReserve(act, lotId, reserveMinor))

/** A price that is agreed leaves nothing to be kept secret. */
const reserveOf = ({ method, reserveMinor }: Pick<Draft, 'method' | 'reserveMinor'>): bigint | null => (method === NEGOTIATED ? null : reserveMinor)

interface Drafting {
  readonly methods: Methods
  readonly sellerOrganisationId: string
  readonly again: Again | null
}

const contentOf = async (act: Act, input: Omit<Draft, 'achievementId'>, { methods, again, sellerOrganisationId }: Drafting): Promise<Result<LotContent>> => {
  const right: LotRight = input.right
  const method = methodNamed(methods, input.method)
  if (!method.ok) return method
  const waiverBasis = input.depositAlternatives.includes('waiver') ? input.waiverBasis : null
  const extension = input.method === NEGOTIATED ? null : input.extension
  const reserveMinutes = input.reserveLater ? laterReserveMinutes(await rulesAt(act.tx, act.now)) : null
  const nextBidderDays = input.nextBidder ? nextBidderDaysOf(await rulesAt(act.tx, act.now)) : null
  const refusalAfter = input.refusalAfter && { ...input.refusalAfter, days: refusalDaysOf(await rulesAt(act.tx, act.now)) }
  const terms: LotTerms = { ...input, right, reserveMinor: reserveOf(input), reserveMinutes, nextBidderDays, refusalAfter, waiverBasis, extension }
  const checked = await checkedTerms(act, terms, method.value, { methodTerms: input.methodTerms, again, sellerOrganisationId, isWhole: false })
  if (!checked.ok) return checked
  const plannedOpensAt = input.plannedOpensAt === null ? null : parseInstant(input.plannedOpensAt)
  return ok({
    ...terms,
    title: input.title,
    summary: input.summary,
    terms: input.terms,
    qualifications: input.qualifications,
    plannedOpensAt,
    ...checked.value,
  })
}

/** The lot, locked, with the state it comes to, when the office may do this with it now. */
const ownLot = async (act: Act, name: SellerAct, id: string): Promise<Result<{ readonly lot: LotRow; readonly state: LotState }>> => {
  const lot = await lockLot(act.tx, id)
  if (!lot) return notFound()
  const disposal = name === 'submit' ? await disposalBefore(act.tx, lot, act.now) : ok(null)
  const verdict = permitSeller(name, act.actor, { ...handledLot(lot), disposal }, act.now)
  return verdict.ok ? ok({ lot, state: verdict.value }) : verdict
}

const draft =
  (methods: Methods): Seller['draft'] =>
  async (act, input) => {
    const achievement = await achievementById(act.tx, input.achievementId)
    const sellerOrganisationId = achievement?.ownerOrganisationId ?? ''
    if (!achievement || !isSellersOfficer(act.actor, { sellerOrganisationId })) return refuse('listing.not_found', {}, { field: 'achievementId' })
    await holdNamedLock(act.tx, `listing.drafts:${sellerOrganisationId}`)
    const room = countWithin(await rulesAt(act.tx, act.now), DRAFTS_RULE, await countDrafts(act.tx, sellerOrganisationId), 'listing.too_many_drafts')
    if (!room.ok) return room
    const content = await contentOf(act, input, { methods, sellerOrganisationId, again: null })
    if (!content.ok) return content
    const lotId = act.newId('lot')
    const { reserve, commitment } = sealed(act, lotId, reserveOf(input))
    const createdBy = actorIdOf(act.actor)
    const number = await insertLot(act.tx, {
      id: lotId,
      sellerOrganisationId,
      achievementId: input.achievementId,
      content: content.value,
      commitment,
      predecessorId: null,
      reofferDecisionId: null,
      createdBy,
      now: act.now,
    })
    await putReserve(act.tx, lotId, reserve)
    const linked = await linkPapers(act, lotId, { ...content.value, sellerOrganisationId })
    if (!linked.ok) return linked
    tellSeller(act, await changed(act, lotId), listingFacts.drafted, {})
    return ok({ lotId, number, state: 'draft' as LotState })
  }

const revise =
  (methods: Methods): Seller['revise'] =>
  async (act, input) => {
    const found = await ownLot(act, 'revise', input.id)
    if (!found.ok) return found
    const { lot } = found.value
    if (lot.achievementId !== input.achievementId) return notFound()
    const content = await contentOf(act, input, { methods, sellerOrganisationId: lot.sellerOrganisationId, again: await againOf(act.tx, lot) })
    if (!content.ok) return content
    const { reserve, commitment } = sealed(act, lot.id, reserveOf(input))
    await updateContent(act.tx, lot.id, content.value, { commitment, now: act.now })
    await putReserve(act.tx, lot.id, reserve)
    const linked = await linkPapers(act, lot.id, { ...content.value, sellerOrganisationId: lot.sellerOrganisationId })
    if (!linked.ok) return linked
    tellSeller(act, await changed(act, lot.id), listingFacts.revised, {})
    return ok({ lotId: lot.id, state: lot.state })
  }

/** Everything as it was, at a new starting price and with the shorter notice; the office may still revise it. */
const reoffer =
  (methods: Methods): Seller['reoffer'] =>
  async (act, { id, startingPriceMinor, methodTerms, plannedOpensAt, decisionDocumentId }) => {
    const lot = await lockLot(act.tx, id)
    if (!lot) return notFound()
    const permitted = permitSeller('reoffer', act.actor, await handledWithPrice(act.tx, lot, act.now), act.now)
    if (!permitted.ok) return permitted
    const lotId = act.newId('lot')
    if (decisionDocumentId !== null) {
      const linked = await linkDocuments(act, {
        documentIds: [decisionDocumentId],
        subject: lotId,
        visibleTo: [lot.sellerOrganisationId, 'role:clerk'],
        field: 'decisionDocumentId',
      })
      if (!linked.ok) return linked
    }
    const method = methodOf(methods, lot)
    const rules = await rulesAt(act.tx, act.now)
    const kept = termsOf(lot, null)
    const termRules = termRulesOf(rules, offeredOf({ ...kept, startingPriceMinor }, method, true))
    const deposit = proposedDeposit(startingPriceMinor, termRules)
    // A unit whose buyer did not keep its word comes back alone; what was not sold at all, as it was.
    const terms: LotTerms = {
      ...kept,
      units: lot.state === 'failed' ? kept.units : null,
      startingPriceMinor,
      depositMinor: deposit,
      noticeDays: termRules.noticeDays.min,
    }
    const again = await againOf(act.tx, { predecessorId: lot.id, reofferDecisionId: decisionDocumentId })
    const proposed = methodTerms ?? { ...method.propose({ startingPriceMinor, rules }).terms, ...timesOf(lot.methodTerms) }
    const checked = await checkedTerms(act, terms, method, { methodTerms: proposed, again, sellerOrganisationId: lot.sellerOrganisationId, isWhole: false })
    if (!checked.ok) return checked
    const { title, summary, terms: words, qualifications } = lot
    const { sellerOrganisationId, achievementId } = lot
    const number = await insertLot(act.tx, {
      id: lotId,
      sellerOrganisationId,
      achievementId,
      content: {
        ...terms,
        ...checked.value,
        title,
        summary,
        terms: words,
        qualifications,
        plannedOpensAt: plannedOpensAt === null ? null : parseInstant(plannedOpensAt),
      },
      commitment: null,
      predecessorId: lot.id,
      reofferDecisionId: decisionDocumentId,
      createdBy: actorIdOf(act.actor),
      now: act.now,
    })
    tellSeller(act, await changed(act, lotId), listingFacts.drafted, {})
    return ok({ lotId, number, state: 'draft' as LotState })
  }

/** What of the terms of a method is no amount: times and counts fit any price. */
const timesOf = (terms: MethodTerms): MethodTerms => Object.fromEntries(Object.entries(terms).filter(([key]) => /(?:Minutes|Seconds|Hours)$/.test(key)))

const submit =
  (methods: Methods): Seller['submit'] =>
  async (act, input) => {
    const found = await ownLot(act, 'submit', input.id)
    if (!found.ok) return found
    const { lot, state } = found.value
    const reserve = await reserveRow(act.tx, lot.id)
    const method = methodOf(methods, lot)
    const terms = await checkedTerms(act, termsOf(lot, reserve?.reserveMinor ?? null), method, {
      methodTerms: lot.methodTerms,
      again: await againOf(act.tx, lot),
      sellerOrganisationId: lot.sellerOrganisationId,
      isWhole: true,
    })
    if (!terms.ok) return terms
    const askable = lot.refusalAfter === null ? ok(null) : await checkRefusalAskable(act.tx, lot.achievementId, lot.shareBasisPoints)
    if (!askable.ok) return askable
    const refusal = await firstRefusalVerdict(act, lot, method.lowestMinor(lot.methodTerms) ?? lot.startingPriceMinor)
    if (!refusal.ok) return refusal
    const agreement = await agreementVerdict(act, lot)
    if (!agreement.ok) return agreement
    await updateLot(act.tx, lot.id, act.now, { state, round: lot.round + 1, submittedAt: act.now, stateReason: null })
    tellSeller(act, await changed(act, lot.id), listingFacts.submitted, { round: lot.round + 1 })
    return ok({ lotId: lot.id, state })
  }

/** Four eyes in the unit itself: who decides on a negotiated price is the unit, by a second person with authority; the paper of it stands beside the check. */
const confirmPrice: Seller['confirmPrice'] = async (act, { id, priceMinor }) => {
  const lot = await lockLot(act.tx, id)
  if (!lot) return notFound()
  const permitted = permitPrice(act.actor, await handledWithPrice(act.tx, lot, act.now))
  if (!permitted.ok) return permitted
  if (priceMinor !== lot.startingPriceMinor) return refuse('listing.agreed_price_differs', {}, { field: 'priceMinor' })
  const by = { personId: act.actor.personId, organisationId: lot.sellerOrganisationId, matter: 'sale' } as const
  const authority = await mayConfirmFor(act.tx, by, act.now)
  if (!authority.ok) return authority
  const state = await recordCheck(act, lot, { aspect: 'price', outcome: 'passed', reason: '' })
  if (!state.ok) return state
  noteAuthority(act, authority.value, { ...by, subject: lot.id, parties: [lot.sellerOrganisationId] })
  return ok({ lotId: lot.id, state: state.value })
}

const withdrawLot: Seller['withdrawLot'] = async (act, input) => {
  const found = await ownLot(act, 'withdraw', input.id)
  if (!found.ok) return found
  const { lot, state } = found.value
  const wasPublic = lot.noticeId !== null
  await updateLot(act.tx, lot.id, act.now, { state, suspendedFrom: null, stateReason: input.reason, closedAt: act.now, settledAt: act.now })
  await endApplications(act, lot, { winnerOrganisationId: null })
  await withdrawNotice(act, { subject: lot.id, kind: noticeOf(lot), reason: input.reason })
  await releaseDisposal(act, lot.id)
  tellWithdrawn(act, await changed(act, lot.id), { reason: input.reason, wasPublic })
  const unlisted = await markUnlisted(act, lot.achievementId, lot.id)
  return unlisted.ok ? ok({ lotId: lot.id, state }) : unlisted
}

export const sellerCommands = (methods: Methods): Seller => ({
  draft: draft(methods),
  reoffer: reoffer(methods),
  revise: revise(methods),
  submit: submit(methods),
  confirmPrice,
  withdrawLot,
})
