/** A round of first refusal: whom it asks, on which terms, and how it ends. Asked by the unit before a lot is offered, or for a lot at the price that it was sold for. */
import { createHash } from 'node:crypto'
import { actorIdOf } from '#kernel/actor.ts'
import { deadline } from '#kernel/business-calendar.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import { DAY_MS, later, toIso, type Instant } from '#kernel/instant.ts'
import type { RuleCitation } from '#kernel/result.ts'
import { naturalPersonOf } from '#modules/party/index.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import { outcomeOf, reachesPrice, silenceOf, type AskState, type Precedence } from './core/first-refusal.ts'
import { titleFacts } from './facts.ts'
import {
  completersOf,
  dueCoOwners,
  dueDevelopers,
  holderIdOf,
  insertAsk,
  latestAsk,
  lockAsk,
  lockRight,
  rankedAnswers,
  setAskState,
  standingOf,
  type AskedHolder,
  type AskRow,
  type RightRow,
} from './store.ts'

export const SILENCE_TASK = 'title.first_refusal_silence'
/** Of a round that asks at the price that a lot was sold for. */
export const AFTER_BIDDING_RULE = 'priority.afterBidding'

/** Everybody who has first refusal of an assignment today: completers of a service achievement in person, other developers as houses. */
export const holdersOfRefusal = async (act: Act, right: RightRow, share: number | null): Promise<readonly AskedHolder[]> => {
  const completers = right.isService ? await completersOf(act.tx, right.achievementId) : []
  const persons = completers.flatMap((personId) => (personId === null ? [] : [{ personId, organisationId: null, basis: 'completer' as const }]))
  const developers = await dueDevelopers(act.tx, right.achievementId)
  return [...persons, ...developers, ...(share === null ? [] : await dueCoOwners(act.tx, right, developers))]
}

/** To whom the letter goes. */
export const addressed = (holders: readonly Pick<AskedHolder, 'personId' | 'organisationId'>[]) => ({
  personIds: holders.flatMap(({ personId }) => personId ?? []),
  organisationIds: holders.flatMap(({ organisationId }) => organisationId ?? []),
})

interface AskedTerms {
  readonly terms: string
  readonly silenceBasis: string
  readonly priceMinor: bigint | null
  readonly precedence: Precedence
  readonly shareBasisPoints: number | null
}

/** Of everything that was asked: what an answer binds to. */
const digestOf = (achievementId: string, { terms, silenceBasis, priceMinor, precedence, shareBasisPoints: share }: AskedTerms): string =>
  createHash('sha256')
    .update(
      canonicalJson({
        achievementId,
        terms,
        silenceBasis,
        priceMinor: priceMinor === null ? null : String(priceMinor),
        precedence,
        // Rounds about the whole keep the digest that they always had.
        ...(share === null ? {} : { shareBasisPoints: share }),
      }),
    )
    .digest('hex')

/** The lot at whose price a round asks, and within how many working days, as its notice announced. */
interface OfLot {
  readonly lotId: string
  readonly days: number
}

interface Round extends AskedTerms {
  readonly holders: readonly AskedHolder[]
  readonly closesAt: Instant
  readonly rule: RuleCitation
  readonly ofLot: OfLot | null
}

/** Asks everybody who is named, and sees to the end of the round. */
export const startRound = async (act: Act, right: RightRow, round: Round): Promise<{ readonly askId: string; readonly closesAt: Instant }> => {
  const { achievementId, institutionId } = right
  const { terms, silenceBasis, priceMinor, precedence, shareBasisPoints: share, holders, closesAt, rule, ofLot } = round
  const before = await latestAsk(act.tx, achievementId)
  const askId = act.newId('frf')
  const termsDigest = digestOf(achievementId, round)
  const asked = { id: askId, achievementId, round: (before?.round ?? 0) + 1, terms, silenceBasis, priceMinor, precedence, shareBasisPoints: share }
  const lot = { lotId: ofLot?.lotId ?? null, answerDays: ofLot?.days ?? null }
  await insertAsk(act.tx, { ...asked, ...lot, askedBy: actorIdOf(act.actor), closesAt, rule, termsDigest, holders }, act.now)
  act.schedule({ key: `${SILENCE_TASK}:${askId}`, task: SILENCE_TASK, payload: { askId }, dueAt: closesAt })
  act.publish(titleFacts.first_refusal_asked, {
    subject: achievementId,
    related: [askId, ...holders.map(holderIdOf)],
    body: {
      achievementId,
      askId,
      ...lotBody(lot),
      ...addressed(holders),
      title: { ...right.title },
      terms,
      silenceBasis,
      priceMinor: priceMinor === null ? null : String(priceMinor),
      precedence,
      silence: silenceOf(round),
      ...(share === null ? {} : { shareBasisPoints: share }),
      termsDigest,
      closesAt: toIso(closesAt),
      ruleId: rule.id,
    },
    visibleTo: [institutionId, ...holders.map(holderIdOf)],
  })
  return { askId, closesAt }
}

const lotBody = ({ lotId }: Pick<AskRow, 'lotId'>) => (lotId === null ? {} : { lotId })

export interface PriceReached {
  readonly achievementId: string
  readonly lotId: string
  /** Of the lot, word for word. */
  readonly terms: string
  readonly silenceBasis: string
  readonly priceMinor: bigint
  readonly precedence: Precedence
  readonly shareBasisPoints: number | null
  readonly days: number
  /** Who brought the price: a holder that bid needs not be asked whether it wants what it has bought. */
  readonly winnerOrganisationId: string
  /** Who bought it before and did not keep its word. */
  readonly without: readonly string[]
}

/** The parties of a lot for whom a holder would buy. */
const partyOf = async (act: Act, { personId, organisationId }: AskedHolder): Promise<string | null> =>
  personId === null ? organisationId : naturalPersonOf(act.tx, personId)

/** While the working days of that year are not out, twice as many days; when they are, whoever may still answer loses none by it. */
const endOfAnswers = async (act: Act, days: number): Promise<Pick<Round, 'closesAt' | 'rule'>> => {
  const rules = await rulesAt(act.tx, act.now)
  const counted = withinCalendar(() => deadline(rules.calendar, act.now, days, 'wd'))
  return { closesAt: counted.ok ? counted.value : later(act.now, 2 * days * DAY_MS), rule: rules.cite(AFTER_BIDDING_RULE) }
}

/**
 * A lot brought a price: everybody with first refusal is asked at it, in the transaction of the hammer. Null: nobody has to be asked, because nobody has first
 * refusal, all have waived it at this price or a lower one, or the only holder is who bought.
 */
export const askAtPrice = async (act: Act, reached: PriceReached): Promise<{ readonly askId: string; readonly closesAt: Instant } | null> => {
  const { achievementId, lotId, priceMinor, shareBasisPoints, days } = reached
  const right = await lockRight(act.tx, achievementId)
  if (!right) return null
  const { state, ask } = await standingOf(act.tx, right, shareBasisPoints)
  if (state === 'waived' && reachesPrice(ask?.priceMinor ?? null, priceMinor)) return null
  const holders: AskedHolder[] = []
  for (const holder of await holdersOfRefusal(act, right, shareBasisPoints)) {
    const party = await partyOf(act, holder)
    if (party === null || !reached.without.includes(party)) holders.push(holder)
  }
  if (holders.every(({ organisationId }) => organisationId === reached.winnerOrganisationId)) return null
  return startRound(act, right, { ...reached, ...(await endOfAnswers(act, days)), holders, ofLot: { lotId, days } })
}

/** Ends the round when the answers decide it. */
export const settleAsk = async (act: Act, ask: AskRow): Promise<AskState> => {
  const state = outcomeOf(await rankedAnswers(act.tx, ask), ask.precedence)
  return state === 'open' || state === 'cancelled' ? state : closeAsk(act, ask, state)
}

export const closeAsk = async (act: Act, ask: AskRow, state: Exclude<AskState, 'open' | 'cancelled'>): Promise<AskState> => {
  await setAskState(act.tx, ask.id, state, act.now)
  act.unschedule(`${SILENCE_TASK}:${ask.id}`)
  act.publish(titleFacts.first_refusal_closed, {
    subject: ask.achievementId,
    related: [ask.id],
    body: {
      achievementId: ask.achievementId,
      askId: ask.id,
      outcome: state,
      round: ask.round,
      ...lotBody(ask),
      ...(ask.termsDigest === null ? {} : { termsDigest: ask.termsDigest }),
    },
  })
  return state
}

/** The ask and its right, both locked, always the ask first. */
export const lockAskWithRight = async (act: Act, askId: string): Promise<{ readonly ask: AskRow; readonly right: RightRow } | undefined> => {
  const seen = await lockAsk(act.tx, askId)
  const right = seen ? await lockRight(act.tx, seen.achievementId) : undefined
  return seen && right ? { ask: seen, right } : undefined
}
