/** A lot that is offered again is a new draft, with everything that the earlier one said, and joined to it. */
import { toIso, type Instant } from '#kernel/instant.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { PUBLIC_STATES, type LotState } from './core/lifecycle.ts'
import { cutOf, reofferUntil } from './core/reoffer.ts'
import { reofferBounds, type Again } from './term-rules.ts'
import { NEGOTIATED } from './core/negotiated.ts'
import { forfeitRow, lotRow, successorOf, type LotRow } from './store.ts'

/** From when the days of the rule run: the end of the bidding, or the day on which a default was recorded. */
export const endOf = async (reader: Reader, lot: LotRow): Promise<Instant | null> =>
  lot.state === 'sold' ? ((await forfeitRow(reader, lot.id))?.recordedAt ?? null) : lot.closedAt

/** What the bounds of this lot are measured by; null where it offers nothing again. */
export const againOf = async (
  reader: Reader,
  { predecessorId, reofferDecisionId }: Pick<LotRow, 'predecessorId' | 'reofferDecisionId'>,
): Promise<Again | null> => {
  const earlier = predecessorId === null ? undefined : await lotRow(reader, predecessorId)
  const endedAt = earlier === undefined ? null : await endOf(reader, earlier)
  if (!earlier || endedAt === null) return null
  return { earlier: { startingPriceMinor: earlier.startingPriceMinor, endedAt }, hasDecision: reofferDecisionId !== null }
}

interface Neighbour {
  readonly id: string
  readonly number: string
  readonly startingPriceMinor: bigint
  readonly state: LotState
}

const neighbour = ({ id, number, startingPriceMinor, state }: LotRow): Neighbour => ({ id, number, startingPriceMinor, state })

export interface Chain {
  /** It was sold, and the winner did not keep its word. */
  readonly hasDefaulted: boolean
  readonly predecessor: (Neighbour & { readonly cutBasisPoints: number; readonly byDecision: boolean }) | null
  /** Shown to others once it is public. */
  readonly successor: Neighbour | null
  /** By when it may be offered again without a decision of the unit; null where it cannot be, or was. */
  readonly reofferUntil: Instant | null
}

export const chainOf = async (reader: Reader, lot: LotRow, { now, seesDrafts }: { readonly now: Instant; readonly seesDrafts: boolean }): Promise<Chain> => {
  const [before, after] = [lot.predecessorId === null ? undefined : await lotRow(reader, lot.predecessorId), await successorOf(reader, lot.id)]
  const isShown = after !== undefined && (seesDrafts || PUBLIC_STATES.includes(after.state))
  const endedAt = (lot.state === 'failed' || lot.state === 'sold') && after === undefined && lot.method !== NEGOTIATED ? await endOf(reader, lot) : null
  return {
    hasDefaulted: lot.state === 'sold' && (await forfeitRow(reader, lot.id)) !== undefined,
    predecessor: before
      ? { ...neighbour(before), cutBasisPoints: cutOf(before.startingPriceMinor, lot.startingPriceMinor), byDecision: lot.reofferDecisionId !== null }
      : null,
    successor: isShown ? neighbour(after) : null,
    reofferUntil: endedAt !== null ? reofferUntil(endedAt, reofferBounds(await rulesAt(reader, now)).windowDays) : null,
  }
}

const percent = (basisPoints: number): string => String(basisPoints / 100)

/** One line of the public notice. */
export const reofferLine = (earlier: LotRow, lot: LotRow): Bilingual => {
  const cut = percent(cutOf(earlier.startingPriceMinor, lot.startingPriceMinor))
  const decided = lot.reofferDecisionId === null ? { zh: '', en: '' } : { zh: '，依据转让方的决定', en: ', by decision of the transferor' }
  return {
    zh: `再次挂牌：前次标的 ${earlier.number} 于 ${toIso(earlier.closedAt ?? lot.createdAt).slice(0, 10)} ${earlier.state === 'sold' ? '成交后买受人毁约，该买受人不得参加本次竞价' : '未成交'}，起拍价较前次下调 ${cut}%${decided.zh}。`,
    en: `Offered again: lot ${earlier.number} ${earlier.state === 'sold' ? 'was sold to a buyer that defaulted and may not bid now' : 'ended unsold'} (${toIso(earlier.closedAt ?? lot.createdAt).slice(0, 10)}); the starting price is ${cut} % lower${decided.en}.`,
  }
}
