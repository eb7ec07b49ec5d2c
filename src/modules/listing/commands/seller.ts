/** What the transfer office does with its lots. */
import { actorIdOf } from '#kernel/actor.ts'
import { createHash, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { parseInstant } from '#kernel/instant.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { achievementById, markUnlisted } from '#modules/achievement/index.ts'
import { withdrawNotice } from '#modules/notice/index.ts'
import { countWithin, rulesAt } from '#modules/rulebook/index.ts'
import { checkDisposal, firstRefusalState, releaseDisposal } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { holdNamedLock } from '#platform/db/lock.ts'
import type { listingContract, lotDraftInput } from '../api.ts'
import { permitSeller, type SellerAct } from '../core/acts.ts'
import { NEGOTIATED } from '../core/negotiated.ts'
import { commitmentText } from '../core/commitment.ts'
import type { LotState } from '../core/lifecycle.ts'
import { isSellersOfficer } from '../core/permit.ts'
import type { LotRight, LotTerms } from '../core/terms.ts'
import { endApplications } from '../deposits.ts'
import { disposalOf, termsOf } from '../disposal.ts'
import { agreementVerdict, noticeOf } from '../negotiated.ts'
import { listingFacts } from '../facts.ts'
import { handledLot } from '../handled.ts'
import { methodNamed, methodOf, type Methods } from '../method.ts'
import { tellSeller, tellWithdrawn } from '../telling.ts'
import { checkedTerms } from '../term-rules.ts'
import { countDrafts, insertLot, lockLot, putReserve, reserveRow, updateContent, updateLot, type LotContent, type LotRow, type Reserve } from '../store.ts'
import { changed, notFound } from './moving.ts'

type Seller = Commands<typeof listingContract, 'draft' | 'revise' | 'submit' | 'withdrawLot'>
type Draft = z.output<typeof lotDraftInput>

const DRAFTS_RULE = 'listing.drafts.perOrganisation'

const SALT_BYTES = 32
const sealReserve = (act: Act, lotId: string, reserveMinor: bigint | null): { readonly reserve: Reserve | null; readonly commitment: string | null } => {
  if (reserveMinor === null) return { reserve: null, commitment: null }
  const salt = randomBytes(SALT_BYTES).toString('hex')
  const commitment = createHash('sha256').update(commitmentText({ lotId, reserveMinor, salt })).digest('hex')
  return { reserve: { lotId, reserveMinor, salt, setBy: actorIdOf(act.actor), setAt: act.now }, commitment }
}

/** A price that is agreed leaves nothing to be kept secret. */
const reserveOf = ({ method, reserveMinor }: Pick<Draft, 'method' | 'reserveMinor'>): bigint | null => (method === NEGOTIATED ? null : reserveMinor)

const contentOf = async (act: Act, input: Omit<Draft, 'achievementId'>, methods: Methods): Promise<Result<LotContent>> => {
  const right: LotRight = input.right
  const method = methodNamed(methods, input.method)
  if (!method.ok) return method
  const terms: LotTerms = { ...input, right, reserveMinor: reserveOf(input) }
  const checked = await checkedTerms(act, terms, method.value, input.methodTerms)
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
  const verdict = permitSeller(name, act.actor, handledLot(lot), act.now)
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
    const content = await contentOf(act, input, methods)
    if (!content.ok) return content
    const lotId = act.newId('lot')
    const { reserve, commitment } = sealReserve(act, lotId, reserveOf(input))
    const createdBy = actorIdOf(act.actor)
    const number = await insertLot(act.tx, {
      id: lotId,
      sellerOrganisationId,
      achievementId: input.achievementId,
      content: content.value,
      commitment,
      createdBy,
      now: act.now,
    })
    await putReserve(act.tx, lotId, reserve)
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
    const content = await contentOf(act, input, methods)
    if (!content.ok) return content
    const { reserve, commitment } = sealReserve(act, lot.id, reserveOf(input))
    await updateContent(act.tx, lot.id, content.value, { commitment, now: act.now })
    await putReserve(act.tx, lot.id, reserve)
    tellSeller(act, await changed(act, lot.id), listingFacts.revised, {})
    return ok({ lotId: lot.id, state: lot.state })
  }

/** Civil Code art. 847: on assignment the completers' first refusal comes before any notice. */
const firstRefusalVerdict = async (act: Act, lot: LotRow): Promise<Result<null>> => {
  if (lot.rightKind !== 'assignment') return ok(null)
  const state = await firstRefusalState(act.tx, lot.achievementId)
  return state === 'waived' ? ok(null) : refuse('listing.first_refusal_open', { state })
}

const submit =
  (methods: Methods): Seller['submit'] =>
  async (act, input) => {
    const found = await ownLot(act, 'submit', input.id)
    if (!found.ok) return found
    const { lot, state } = found.value
    const reserve = await reserveRow(act.tx, lot.id)
    const terms = await checkedTerms(act, termsOf(lot, reserve?.reserveMinor ?? null), methodOf(methods, lot), lot.methodTerms)
    if (!terms.ok) return terms
    const refusal = await firstRefusalVerdict(act, lot)
    if (!refusal.ok) return refusal
    const agreement = await agreementVerdict(act, lot)
    if (!agreement.ok) return agreement
    const disposal = await checkDisposal(act.tx, disposalOf(lot, act.now))
    if (!disposal.ok) return disposal
    await updateLot(act.tx, lot.id, act.now, { state, round: lot.round + 1, submittedAt: act.now, stateReason: null })
    tellSeller(act, await changed(act, lot.id), listingFacts.submitted, { round: lot.round + 1 })
    return ok({ lotId: lot.id, state })
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

export const sellerCommands = (methods: Methods): Seller => ({ draft: draft(methods), revise: revise(methods), submit: submit(methods), withdrawLot })
