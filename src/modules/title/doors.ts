/** What higher modules call, inside their own transaction. */
import { addMonths } from './core/months.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { naturalPersonOf } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { checkCoOwners, checkEncumbrances, type EncumbranceKind } from './core/encumbrance.ts'
import type { AskState, FirstRefusalState } from './core/first-refusal.ts'
import { checkShare, sharesAfter } from './core/share.ts'
import { checkUnobjected } from './core/filing.ts'
import { checkDeclared } from './core/origin.ts'
import { scopeOf, type Right, type Scope } from './core/scope.ts'
import { titleFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import {
  askOfLot,
  completersOf,
  encumbrancesOf,
  holdersOf,
  latestAsk,
  lockRight,
  replaceHolders,
  rightRow,
  standingOf,
  takerOfAsk,
  touchRight,
  useUpAsk,
  type AskRow,
  type RightRow,
} from './store.ts'
import { conflictingDisposal, copyOrdinary, insertDisposal, lastDisposalOfLot, liveDisposalOfLot, setDisposal } from './store-disposal.ts'
import { jointOf } from './store-filing.ts'
import { originRow } from './store-origin.ts'

const WHOLE = 10_000

export interface DisposalAsked {
  readonly achievementId: string
  readonly lotId?: string
  readonly right: Right
  readonly from: Instant
  /** End of the term; or its length. Neither: without end. */
  readonly to?: Instant | null
  readonly termMonths?: number | null
  /** Words of the lot; null covers everything. */
  readonly territory: string | null
  readonly field: string | null
  /** Of the whole right, where the institution assigns a part of what it holds. */
  readonly shareBasisPoints?: number | null
}

const scopeFrom = (asked: DisposalAsked): Scope => {
  const to = asked.to ?? (asked.termMonths === null || asked.termMonths === undefined ? null : addMonths(asked.from, asked.termMonths))
  return scopeOf({ right: asked.right, from: asked.from, to, field: asked.field, territory: asked.territory })
}

const verdict = async (reader: Reader, right: RightRow, asked: DisposalAsked, scope: Scope): Promise<Result<null>> => {
  const encumbrances = await encumbrancesOf(reader, right.achievementId)
  const inForce = encumbrances.filter((row) => row.liftedAt === null).map((row) => ({ kind: row.kind, from: row.startsAt ?? asked.from, to: row.endsAt }))
  const free = checkEncumbrances(scope.right, scope, inForce)
  if (!free.ok) return free
  const holders = await holdersOf(reader, right.achievementId)
  if (!holders.some((holder) => holder.organisationId === right.institutionId)) return refuse('title.not_the_holder')
  const declared = scope.right === 'assignment' ? checkDeclared((await originRow(reader, right.achievementId)) !== undefined) : ok(null)
  if (!declared.ok) return declared
  const unobjected = scope.right === 'assignment' ? checkUnobjected(await jointOf(reader, right.achievementId)) : ok(null)
  if (!unobjected.ok) return unobjected
  const held = checkShare(asked.shareBasisPoints ?? null, right.institutionId, holders)
  if (!held.ok) return held
  const agreed = checkCoOwners(
    scope.right,
    right.institutionId,
    holders.map((row) => ({ organisationId: row.organisationId, shareBasisPoints: row.shareBasisPoints, hasConsented: row.consentedAt !== null })),
  )
  if (!agreed.ok) return agreed
  const other = await conflictingDisposal(reader, right.achievementId, scope, asked.lotId ?? '')
  return other ? refuse('title.second_disposal', { lotId: other.lotId, right: other.rightKind, state: other.state }) : ok(null)
}

/** Whether the right is still there to be disposed of; says why not. */
export const checkDisposal = async (reader: Reader, asked: DisposalAsked): Promise<Result<null>> => {
  const right = await rightRow(reader, asked.achievementId)
  return right ? verdict(reader, right, asked, scopeFrom(asked)) : refuse('title.not_catalogued')
}

/** Takes the right for a lot; idempotent by lot. The database excludes a second disposal even where this check is passed by. */
export const reserveDisposal = async (act: Act, asked: DisposalAsked & { readonly lotId: string }): Promise<Result<{ readonly disposalId: string }>> => {
  const right = await lockRight(act.tx, asked.achievementId)
  if (!right) return refuse('title.not_catalogued')
  const own = await liveDisposalOfLot(act.tx, asked.lotId)
  if (own) return ok({ disposalId: own.id })
  const scope = scopeFrom(asked)
  const free = await verdict(act.tx, right, asked, scope)
  if (!free.ok) return free
  const disposalId = act.newId('dsp')
  const shareBasisPoints = asked.shareBasisPoints ?? null
  // Of a share everything that comes in is the seller's own.
  const holders =
    shareBasisPoints === null
      ? (await holdersOf(act.tx, asked.achievementId)).map((holder) => ({ organisationId: holder.organisationId, basisPoints: holder.shareBasisPoints }))
      : [{ organisationId: right.institutionId, basisPoints: WHOLE }]
  await insertDisposal(
    act.tx,
    {
      id: disposalId,
      achievementId: asked.achievementId,
      lotId: asked.lotId,
      field: asked.field,
      territory: asked.territory,
      scope,
      shareBasisPoints,
      holders,
    },
    act.now,
  )
  tellReserved(act, titleFacts.disposal_reserved, right, { lotId: asked.lotId, right: scope.right, shareBasisPoints })
  return ok({ disposalId })
}

/** One more ordinary licence of the same reach, for a lot sold beside this one: what was judged when the first was reserved holds for both, and they never meet. */
export const reserveBeside = async (act: Act, { lotId, besideLotId }: { readonly lotId: string; readonly besideLotId: string }): Promise<void> => {
  const first = await lastDisposalOfLot(act.tx, besideLotId)
  const right = first && (await lockRight(act.tx, first.achievementId))
  if (!right) throw new Error(`title: nothing is reserved for lot ${besideLotId}`)
  const rightKind = await copyOrdinary(act.tx, { id: act.newId('dsp'), lotId, besideLotId }, act.now)
  tellReserved(act, titleFacts.disposal_reserved, right, { lotId, right: rightKind, shareBasisPoints: null })
}

const shareBody = (shareBasisPoints: number | null) => (shareBasisPoints === null ? {} : { shareBasisPoints })

/** What is only reserved concerns the institution; what is disposed of is public. */
const tellReserved = (
  act: Act,
  fact: (typeof titleFacts)['disposal_reserved' | 'disposal_released'],
  right: RightRow,
  { shareBasisPoints, ...disposal }: { readonly lotId: string; readonly right: Right; readonly shareBasisPoints: number | null },
): void =>
  act.publish(fact, {
    subject: right.achievementId,
    related: [disposal.lotId],
    body: { achievementId: right.achievementId, ...disposal, ...shareBody(shareBasisPoints) },
    visibleTo: [right.institutionId],
  })

/** The other holders of what was disposed of, with their shares on record when it was reserved: what is collected is shared with them (Patent Law art. 14). */
export const coOwnersOfDisposal = async (
  reader: Reader,
  lotId: string,
): Promise<readonly { readonly organisationId: string; readonly basisPoints: number }[]> => {
  const disposal = await lastDisposalOfLot(reader, lotId)
  const right = disposal && (await rightRow(reader, disposal.achievementId))
  return (disposal?.holders ?? []).filter(({ organisationId }) => organisationId !== right?.institutionId)
}

/** Gives the right back when a lot fails or is withdrawn; nothing to do when nothing was reserved. */
export const releaseDisposal = async (act: Act, lotId: string): Promise<Result<null>> => {
  const found = await liveDisposalOfLot(act.tx, lotId)
  const right = found ? await lockRight(act.tx, found.achievementId) : undefined
  const disposal = right ? await liveDisposalOfLot(act.tx, lotId) : undefined
  if (!right || !disposal) return ok(null)
  if (disposal.state === 'completed') return refuse('title.already_disposed', { lotId })
  await setDisposal(act.tx, disposal.id, 'released', { at: act.now })
  tellReserved(act, titleFacts.disposal_released, right, { lotId, right: disposal.rightKind, shareBasisPoints: disposal.shareBasisPoints })
  return ok(null)
}

/** The contract is fulfilled: a licence is in force, an assignment has moved the right to the buyer. Idempotent. */
export const completeDisposal = async (act: Act, lotId: string, contractId: string, buyerOrganisationId?: string): Promise<Result<null>> => {
  const found = await liveDisposalOfLot(act.tx, lotId)
  const right = found ? await lockRight(act.tx, found.achievementId) : undefined
  const disposal = right ? await liveDisposalOfLot(act.tx, lotId) : undefined
  if (!right || !disposal) return refuse('title.disposal.not_found', { lotId })
  const isFirst = disposal.state === 'reserved'
  if (isFirst) {
    await setDisposal(act.tx, disposal.id, 'completed', { at: act.now, contractId })
    act.publish(titleFacts.disposal_completed, {
      subject: right.achievementId,
      related: [lotId, contractId],
      body: { achievementId: right.achievementId, lotId, right: disposal.rightKind, contractId, ...shareBody(disposal.shareBasisPoints) },
    })
  }
  if (disposal.rightKind !== 'assignment' || buyerOrganisationId === undefined) return ok(null)
  // A share passes once: said twice, the holders would change twice.
  if (disposal.shareBasisPoints !== null) return isFirst ? passShare(act, right, { to: buyerOrganisationId, basisPoints: disposal.shareBasisPoints }) : ok(null)
  await replaceHolders(act.tx, right.achievementId, [{ organisationId: buyerOrganisationId, shareBasisPoints: WHOLE }])
  await touchRight(act.tx, right.achievementId, act.now)
  return ok(null)
}

const passShare = async (act: Act, { achievementId, institutionId }: RightRow, sale: { readonly to: string; readonly basisPoints: number }) => {
  const holders = sharesAfter(await holdersOf(act.tx, achievementId), { from: institutionId, ...sale })
  await replaceHolders(act.tx, achievementId, holders)
  await useUpAsk(act.tx, achievementId, act.now)
  await touchRight(act.tx, achievementId, act.now)
  act.publish(titleFacts.holders_declared, {
    subject: achievementId,
    related: holders.map(({ organisationId }) => organisationId),
    body: { achievementId, holders: holders.map((holder) => ({ ...holder })) },
  })
  return ok(null)
}

export interface RecordedTitle {
  readonly holders: readonly { readonly organisationId: string; readonly shareBasisPoints: number }[]
  readonly burdens: readonly {
    readonly kind: EncumbranceKind
    readonly label: Bilingual
    readonly inFavourOf: string
    readonly note: string
    readonly from: Instant | null
    readonly to: Instant | null
  }[]
}

/** Who holds the right and what burdens it at this moment: earlier licences go on whatever is disposed of (interpretation on technology contracts, art. 24). */
export const recordedTitle = async (reader: Reader, achievementId: string, at: Instant): Promise<RecordedTitle> => {
  const [holders, encumbrances] = await Promise.all([holdersOf(reader, achievementId), encumbrancesOf(reader, achievementId)])
  const standing = encumbrances.filter(({ liftedAt, endsAt }) => liftedAt === null && (endsAt === null || at < endsAt))
  return {
    holders: holders.map(({ organisationId, shareBasisPoints }) => ({ organisationId, shareBasisPoints })),
    burdens: standing.map(({ kind, inFavourOf, note, startsAt, endsAt }) => {
      const label = { zh: zh[`enum.title.encumbrance.${kind}`], en: en[`enum.title.encumbrance.${kind}`] }
      return { kind, label, inFavourOf, note, from: startsAt, to: endsAt }
    }),
  }
}

/** On what those with first refusal were last asked; not due where nobody has it. `share`: of what is sold, null for the whole. */
export const firstRefusalTerms = async (
  reader: Reader,
  achievementId: string,
  share: number | null = null,
): Promise<{ readonly isDue: boolean; readonly priceMinor: bigint | null }> => {
  const right = await rightRow(reader, achievementId)
  if (!right) return { isDue: true, priceMinor: null }
  const { isDue, ask } = await standingOf(reader, right, share)
  return { isDue, priceMinor: ask?.priceMinor ?? null }
}

export interface ExercisedRight {
  readonly buyerOrganisationId: string | null
  /** Null: the terms name no price. */
  readonly priceMinor: bigint | null
  /** Null: the whole right was asked about. */
  readonly shareBasisPoints: number | null
}

const partyOfTaker = async (reader: Reader, ask: AskRow): Promise<string | null> => {
  const taker = await takerOfAsk(reader, ask)
  return taker?.organisationId ?? (taker?.personId ? naturalPersonOf(reader, taker.personId) : null)
}

/** Who exercised first refusal in the last round, until it is sold: the party that buys, and the terms. */
export const exercisedRight = async (reader: Reader, achievementId: string): Promise<ExercisedRight | null> => {
  const ask = await latestAsk(reader, achievementId)
  if (ask?.state !== 'exercised' || ask.usedAt !== null) return null
  return { buyerOrganisationId: await partyOfTaker(reader, ask), priceMinor: ask.priceMinor, shareBasisPoints: ask.shareBasisPoints }
}

/** Before a lot announces that it asks at its price: somebody has first refusal, and everybody can be reached. */
export const checkRefusalAskable = async (
  reader: Reader,
  achievementId: string,
  share: number | null = null,
): Promise<Result<null, 'title.first_refusal_not_due' | 'title.completer_without_account'>> => {
  const right = await rightRow(reader, achievementId)
  if (!right || !(await standingOf(reader, right, share)).isDue) return refuse('title.first_refusal_not_due')
  const completers = await completersOf(reader, achievementId)
  return right.isService && (completers.length === 0 || completers.includes(null)) ? refuse('title.completer_without_account') : ok(null)
}

export interface RefusalOfLot {
  readonly askId: string
  readonly state: AskState
  /** Until when it is answered. */
  readonly closesAt: Instant
  /** The party that buys because it exercised first refusal; null while nobody has. */
  readonly buyerOrganisationId: string | null
}

/** The round that asks at the price of a lot; null where none does. */
export const refusalOfLot = async (reader: Reader, lotId: string): Promise<RefusalOfLot | null> => {
  const ask = await askOfLot(reader, lotId)
  if (!ask) return null
  const { id: askId, state, closesAt } = ask
  return { askId, state, closesAt, buyerOrganisationId: state === 'exercised' ? await partyOfTaker(reader, ask) : null }
}

/** Who exercised did not keep its word: the round binds nobody any more, and whoever else has first refusal is asked anew. */
export const useUpRefusal = async (act: Act, achievementId: string): Promise<void> => {
  if (await lockRight(act.tx, achievementId)) await useUpAsk(act.tx, achievementId, act.now)
}

/** `waived` also when nobody has to be asked, or when all were silent to the end and that was agreed to be a waiver. */
export const firstRefusalState = async (reader: Reader, achievementId: string, share: number | null = null): Promise<FirstRefusalState> => {
  const right = await rightRow(reader, achievementId)
  return right ? (await standingOf(reader, right, share)).state : 'not_asked'
}
