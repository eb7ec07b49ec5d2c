/** First refusal when a right is assigned: of the completers (Civil Code art. 847), of who commissioned the development (859) and of who developed it too (860). */
import type { Instant } from '#kernel/instant.ts'
import type { Waits } from '#kernel/waiting.ts'

export const ANSWERS = ['waived', 'exercised', 'lapsed'] as const
export type Answer = (typeof ANSWERS)[number]

export const ASK_STATES = ['open', 'waived', 'exercised', 'unanswered', 'cancelled'] as const
export type AskState = (typeof ASK_STATES)[number]

/** As what somebody is asked. */
export const BASES = ['completer', 'commissioner', 'co_developer', 'co_owner'] as const
export type Basis = (typeof BASES)[number]

/**
 * Who of several that want it gets it, as the round says; no law ranks them. `earliest`: who exercises first, and the round is over.
 * `share`: all may answer to the end, then the largest share on record; of equal shares the earlier answer.
 */
export const PRECEDENCES = ['earliest', 'share'] as const
export type Precedence = (typeof PRECEDENCES)[number]

/** Those who were asked answer; silence to the end is an answer only where that was agreed. To whom exercises it the unit sells, on the same terms. */
export const ASK_WAITS: Waits<AskState, 'answer' | 'answerPrice' | 'sell', 'asked' | 'askedHouse' | 'institution'> = {
  open: [
    { act: 'answer', of: 'asked', roles: [] },
    { act: 'answer', of: 'askedHouse', roles: ['tto', 'enterprise'] },
    // A lot was sold for a price, subject to this answer.
    { act: 'answerPrice', of: 'asked', roles: [] },
    { act: 'answerPrice', of: 'askedHouse', roles: ['tto', 'enterprise'] },
  ],
  waived: [],
  exercised: [{ act: 'sell', of: 'institution', roles: ['tto'] }],
  unanswered: [],
  cancelled: [],
}

/** `not_asked` also when an earlier round was cancelled, ran out without an answer, or left out somebody who has to be asked now: it is asked again. */
export type FirstRefusalState = 'not_asked' | 'open' | 'waived' | 'exercised'

export interface Asked {
  /** A person, or a house of the register. */
  readonly holderId: string
  readonly answer: Answer | null
  readonly answeredAt: Instant | null
  /** Of the right, as holders are declared; 0 for who holds none. */
  readonly shareBasisPoints: number
}

/** Who buys; undefined while nobody wants it. The same for every order of rows. */
export const takerOf = <Row extends Asked>(asked: readonly Row[], precedence: Precedence): Row | undefined => {
  const share = (row: Row) => (precedence === 'share' ? row.shareBasisPoints : 0)
  return asked
    .filter(({ answer }) => answer === 'exercised')
    .toSorted((a, b) => share(b) - share(a) || (a.answeredAt ?? 0) - (b.answeredAt ?? 0) || (a.holderId < b.holderId ? -1 : 1))[0]
}

/** Answered when everybody has answered; where the earliest gets it, one who wants it ends the round, because nothing else matters then. */
export const outcomeOf = (asked: readonly Asked[], precedence: Precedence): AskState => {
  const isWanted = asked.some(({ answer }) => answer === 'exercised')
  if (asked.some(({ answer }) => answer === null) && !(isWanted && precedence === 'earliest')) return 'open'
  return isWanted ? 'exercised' : 'waived'
}

/** Civil Code art. 847, 859 and 860 set no period and say nothing of silence. By the market's own rule it is a waiver only by an agreement, or a rule of the unit, which the round names. */
export const isSilenceWaiver = (silenceBasis: string): boolean => silenceBasis !== ''

/**
 * What silence to the end means, as the round says beforehand. `waives`: by agreement; what the silent might have had goes to who exercises. `larger_again`: no
 * waiver, so that whoever holds more than the one who wants it is asked again; who holds as much or less came after that answer anyway. `again`: asked again.
 */
export const SILENCES = ['waives', 'larger_again', 'again'] as const
export type Silence = (typeof SILENCES)[number]

export const silenceOf = (round: { readonly silenceBasis: string; readonly precedence: Precedence }): Silence =>
  isSilenceWaiver(round.silenceBasis) ? 'waives' : round.precedence === 'share' ? 'larger_again' : 'again'

/** How a round ends whose time is over, where silence is no waiver. */
export const outcomeOfSilence = (asked: readonly Asked[], precedence: Precedence): 'exercised' | 'unanswered' => {
  const taker = takerOf(asked, precedence)
  const isPassedOver = asked.some((row) => row.answer === null && row.shareBasisPoints > (taker?.shareBasisPoints ?? 0))
  return taker === undefined || (precedence === 'share' && isPassedOver) ? 'unanswered' : 'exercised'
}

/** The time to answer is over. */
export const isSilenceOver = (closesAt: Instant, now: Instant): boolean => now >= closesAt

/** A waiver says nothing for those who were not asked in its round. */
export const isOfAll = (due: readonly string[], asked: readonly string[]): boolean => due.every((id) => asked.includes(id))

/** On the same terms: who waived at a price waived no cheaper sale; who was asked without one waived at any. */
export const reachesPrice = (waivedMinor: bigint | null, priceMinor: bigint): boolean => waivedMinor === null || priceMinor >= waivedMinor

export interface Standing {
  /** Somebody has to be asked at all. */
  readonly isDue: boolean
  /** The last round; null: never asked. */
  readonly latest: AskState | null
  /** It asked everybody who has the right today. */
  readonly isOfAll: boolean
}

export const stateOfRefusal = ({ isDue, latest, isOfAll: reachedAll }: Standing): FirstRefusalState => {
  if (latest === 'open' || latest === 'exercised') return latest
  if (!isDue) return 'waived'
  return latest === 'waived' && reachedAll ? 'waived' : 'not_asked'
}
