/** A winner that does not keep its word (毁约): what its deposit is used for, and in which order. */
import { verdictsOf, type Verdict } from '#kernel/acts.ts'
import { actsFor, holdsRole, type Actor } from '#kernel/actor.ts'
import { yuanFigures } from '#kernel/money.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { lifecycle } from '#kernel/lifecycle.ts'
import type { Waits } from '#kernel/waiting.ts'

export const FORFEIT_STATES = ['open', 'stated', 'booked', 'by_contract'] as const
export type ForfeitState = (typeof FORFEIT_STATES)[number]

/** One officer states the costs of the sale, a second confirms them; with that the money is paid. After the contract took effect its own terms divide it. */
export const FORFEIT = lifecycle({
  initial: 'open',
  states: { open: { state: 'stated', leave: 'by_contract' }, stated: { state: 'stated', book: 'booked' }, booked: {}, by_contract: {} },
})

export const FORFEIT_WAITS: Waits<ForfeitState, 'stateCosts' | 'confirmCosts', 'market' | 'second'> = {
  open: [{ act: 'stateCosts', of: 'market', roles: ['finance'] }],
  stated: [{ act: 'confirmCosts', of: 'second', roles: ['finance'] }],
  booked: [],
  by_contract: [],
}

export const FORFEIT_USES = ['costs', 'resale_gap', 'seller'] as const
export type ForfeitUse = (typeof FORFEIT_USES)[number]

export interface ForfeitNeeds {
  readonly depositMinor: bigint
  readonly costsMinor: bigint
  /** By how much the re-sale brought less; 0 while nothing is re-sold, or where it brought more. */
  readonly gapMinor: bigint
}

export interface ForfeitSplit {
  readonly costsMinor: bigint
  readonly gapMinor: bigint
  readonly sellerMinor: bigint
  /** Of the gap, what the deposit does not cover: the buyer owes it. */
  readonly owedMinor: bigint
}

/** In the order of the rule, each as far as the deposit reaches; the seller has what is left. The three parts are the deposit, to the fen. */
export const forfeitSplit = ({ depositMinor, costsMinor, gapMinor }: ForfeitNeeds, order: readonly string[]): ForfeitSplit => {
  const needs: Readonly<Record<ForfeitUse, bigint>> = { costs: costsMinor, resale_gap: gapMinor, seller: depositMinor }
  const parts: Record<ForfeitUse, bigint> = { costs: 0n, resale_gap: 0n, seller: 0n }
  let rest = depositMinor
  for (const use of [...FORFEIT_USES].sort((a, b) => order.indexOf(a) - order.indexOf(b))) {
    const part = needs[use] < rest ? needs[use] : rest
    parts[use] = part
    rest -= part
  }
  return { costsMinor: parts.costs, gapMinor: parts.resale_gap, sellerMinor: parts.seller, owedMinor: gapMinor - parts.resale_gap }
}

export const FORFEIT_ACTS = ['stateCosts', 'confirmCosts'] as const
export type ForfeitAct = (typeof FORFEIT_ACTS)[number]

export interface HandledForfeit {
  readonly state: ForfeitState
  readonly sellerOrganisationId: string
  readonly organisationId: string
  readonly depositMinor: bigint
  readonly statedBy: string | null
  /** The deposit lies with the market; what a guarantor was asked for has to come first. */
  readonly isHere: boolean
}

const officer = (actor: Actor, { sellerOrganisationId, organisationId }: HandledForfeit): Result<null> =>
  holdsRole(actor, 'finance') && !actsFor(actor, sellerOrganisationId) && !actsFor(actor, organisationId) ? ok(null) : refuse('listing.forbidden')

export const permitForfeit = (act: ForfeitAct, actor: Actor, forfeit: HandledForfeit): Result<null> => {
  const permitted = officer(actor, forfeit)
  if (!permitted.ok) return permitted
  if (FORFEIT.next(forfeit.state, act === 'stateCosts' ? 'state' : 'book') === null) return refuse('listing.forfeit.wrong_state', { state: forfeit.state })
  if (act === 'stateCosts') return ok(null)
  if (actor.personId === forfeit.statedBy) return refuse('listing.second_officer_needed')
  return forfeit.isHere ? ok(null) : refuse('listing.forfeit_not_here')
}

export const checkCosts = (costsMinor: bigint, depositMinor: bigint): Result<null> =>
  costsMinor > depositMinor ? refuse('listing.costs_above_deposit', { max: yuanFigures(depositMinor) }, { field: 'costsMinor' }) : ok(null)

export const forfeitActs = (actor: Actor, forfeit: HandledForfeit): Verdict<ForfeitAct>[] => {
  const concern = (act: ForfeitAct, isNow: boolean) => (holdsRole(actor, 'finance') && isNow ? permitForfeit(act, actor, forfeit) : undefined)
  const { state } = forfeit
  return verdictsOf<ForfeitAct>({
    stateCosts: concern('stateCosts', state === 'open' || state === 'stated'),
    confirmCosts: concern('confirmCosts', state === 'stated'),
  })
}
