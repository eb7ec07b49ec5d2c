/** What higher modules call, inside their own transaction. */
import { addMonths } from './core/months.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { checkCoOwners, checkEncumbrances, type EncumbranceKind } from './core/encumbrance.ts'
import { stateOfRefusal, type FirstRefusalState } from './core/first-refusal.ts'
import { scopeOf, type Right, type Scope } from './core/scope.ts'
import { titleFacts } from './facts.ts'
import { en, zh } from './messages.ts'
import {
  conflictingDisposal,
  encumbrancesOf,
  holdersOf,
  insertDisposal,
  latestAsk,
  lastDisposalOfLot,
  liveDisposalOfLot,
  lockRight,
  replaceHolders,
  rightRow,
  setDisposal,
  touchRight,
  type RightRow,
} from './store.ts'

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
  const holders = (await holdersOf(act.tx, asked.achievementId)).map(({ organisationId, shareBasisPoints }) => ({
    organisationId,
    basisPoints: shareBasisPoints,
  }))
  await insertDisposal(
    act.tx,
    { id: disposalId, achievementId: asked.achievementId, lotId: asked.lotId, field: asked.field, territory: asked.territory, scope, holders },
    act.now,
  )
  tellReserved(act, titleFacts.disposal_reserved, right, { lotId: asked.lotId, right: scope.right })
  return ok({ disposalId })
}

/** What is only reserved concerns the institution; what is disposed of is public. */
const tellReserved = (
  act: Act,
  fact: (typeof titleFacts)['disposal_reserved' | 'disposal_released'],
  right: RightRow,
  disposal: { readonly lotId: string; readonly right: Right },
): void =>
  act.publish(fact, {
    subject: right.achievementId,
    related: [disposal.lotId],
    body: { achievementId: right.achievementId, ...disposal },
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
  tellReserved(act, titleFacts.disposal_released, right, { lotId, right: disposal.rightKind })
  return ok(null)
}

/** The contract is fulfilled: a licence is in force, an assignment has moved the right to the buyer. Idempotent. */
export const completeDisposal = async (act: Act, lotId: string, contractId: string, buyerOrganisationId?: string): Promise<Result<null>> => {
  const found = await liveDisposalOfLot(act.tx, lotId)
  const right = found ? await lockRight(act.tx, found.achievementId) : undefined
  const disposal = right ? await liveDisposalOfLot(act.tx, lotId) : undefined
  if (!right || !disposal) return refuse('title.disposal.not_found', { lotId })
  if (disposal.state === 'reserved') {
    await setDisposal(act.tx, disposal.id, 'completed', { at: act.now, contractId })
    act.publish(titleFacts.disposal_completed, {
      subject: right.achievementId,
      related: [lotId, contractId],
      body: { achievementId: right.achievementId, lotId, right: disposal.rightKind, contractId },
    })
  }
  if (disposal.rightKind === 'assignment' && buyerOrganisationId !== undefined) {
    await replaceHolders(act.tx, right.achievementId, [{ organisationId: buyerOrganisationId, shareBasisPoints: 10_000 }])
    await touchRight(act.tx, right.achievementId, act.now)
  }
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

/** On what the completers were last asked; not due where the achievement is none of the employer's. */
export const firstRefusalTerms = async (reader: Reader, achievementId: string): Promise<{ readonly isDue: boolean; readonly priceMinor: bigint | null }> => {
  const right = await rightRow(reader, achievementId)
  const ask = await latestAsk(reader, achievementId)
  return { isDue: right?.isService ?? true, priceMinor: ask?.priceMinor ?? null }
}

/** `waived` also when nobody has to be asked, because the achievement is none of the employer's, or when all were silent to the end. */
export const firstRefusalState = async (reader: Reader, achievementId: string): Promise<FirstRefusalState> => {
  const right = await rightRow(reader, achievementId)
  if (!right) return 'not_asked'
  const ask = await latestAsk(reader, achievementId)
  return stateOfRefusal(right.isService, ask?.state ?? null)
}
