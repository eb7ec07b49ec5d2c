/** What `checks.ts` asks of the database, and what only a simulation can ask: after every step of every sale. */
import { later, type Instant } from '#kernel/instant.ts'
import { advance } from '#modules/auction/core/clock.ts'
import { onGrid } from '#modules/auction/core/grid.ts'
import { METHODS } from '#modules/auction/core/method.ts'
import { proxyBids } from '#modules/auction/core/proxy.ts'
import { faultsOf, replay } from '#modules/auction/core/replay.ts'
import { precedesIn, proxiesIn, type Kept, type Row } from './house.ts'

const accepted = ({ rows }: Kept): readonly (Row & { readonly seq: number })[] => rows.filter((row): row is Row & { seq: number } => row.seq !== null)

/** A bid that ends the bidding sets its own moment as the end. */
const ends = ({ rules }: Kept, { seq, origin }: Row): boolean => seq !== null && (METHODS[rules.method].endsWithFirst || origin === 'application')

const rowFaults = (kept: Kept, row: Row): readonly string[] => {
  const { rules } = kept
  const faults: string[] = []
  if (row.endsAt < row.endedBefore && !ends(kept, row)) faults.push('the end moved back')
  if (row.seq === null && (row.extended || row.endsAt !== row.endedBefore)) faults.push('a refused bid moved the end')
  if (row.seq !== null && row.receivedAt >= row.endedBefore) faults.push('accepted after the end')
  if (row.extended && row.endsAt !== later(row.receivedAt, rules.extensionMs)) faults.push('extended to another time')
  if (row.seq !== null && row.wordMinor !== null && row.priceMinor > row.wordMinor) faults.push('a proxy above its word')
  if (row.origin === 'proxy' && row.seq === null) faults.push('a proxy was refused')
  if (rules.capMinor !== null && row.seq !== null && row.priceMinor > rules.capMinor) faults.push('above the cap')
  return faults.map((fault) => `attempt ${row.attempt}: ${fault}`)
}

const stateFaults = (kept: Kept): readonly string[] => {
  const { state, rules, rows } = kept
  const bids = accepted(kept)
  const last = bids.at(-1)
  const faults: string[] = []
  if (state.attemptCount !== rows.length || state.acceptedCount !== bids.length) faults.push('counts are not those of the record')
  if (state.extensionCount !== rows.filter(({ extended }) => extended).length) faults.push('extensions are not those of the record')
  if (rules.maxExtensions !== null && state.extensionCount > rules.maxExtensions) faults.push('more extensions than announced')
  if ((state.top?.priceMinor ?? null) !== (last?.priceMinor ?? null)) faults.push('the top price is not that of the last bid')
  const willing = bids.filter(({ priceMinor }) => priceMinor === rules.capMinor).map(({ number }) => number)
  if (String(willing) !== String(state.willing) || new Set(willing).size !== willing.length)
    faults.push(`willing ${state.willing.join()}, named the cap ${willing.join()}`)
  if (state.top !== null && state.top.number !== (willing[0] ?? last?.number)) faults.push('who leads did not name the top price')
  if (METHODS[rules.method].endsWithFirst && bids.length > 1) faults.push('bought twice')
  return faults
}

/** The other half of a proxy's word: while the room is open, none is left behind that could still go on. */
const silentProxies = (kept: Kept): readonly string[] => {
  const { state, rules } = kept
  if ((state.phase !== 'free' && state.phase !== 'timed') || !METHODS[rules.method].allowsProxies) return []
  const left = proxyBids(state, proxiesIn(kept), rules, precedesIn(kept))
  return left.length === 0 ? [] : [`proxies of ${left.map(({ number }) => number).join()} are silent at ${state.top?.priceMinor}`]
}

/** Of proxies that can go equally far, the one that the draw puts first holds the price. */
const wrongTies = (kept: Kept, made: readonly Row[]): readonly string[] => {
  const { rules, state } = kept
  const last = made.at(-1)
  if (last?.origin !== 'proxy' || last.priceMinor === rules.capMinor || state.top?.number !== last.number) return []
  const ended = proxiesIn(kept).filter(({ maxMinor }) => maxMinor >= rules.startingPriceMinor && onGrid(rules, maxMinor) === last.priceMinor)
  if (!ended.some(({ number }) => number === last.number)) return []
  const before = ended.filter(({ number }) => number !== last.number && precedesIn(kept)(number, last.number))
  return before.map(({ number }) => `proxy ${last.number} holds the price that ${number} was drawn for`)
}

const outcomeFaults = ({ state, outcome, reserveMinor, bidders, rules }: Kept): readonly string[] => {
  if (outcome === null) return []
  if (outcome.kind === 'failed') {
    const isSound = {
      no_bidders: bidders.length === 0,
      no_bids: state.top === null,
      single_bidder: bidders.length === 1 && !rules.singleBidderAllowed,
      reserve_not_met: reserveMinor !== null && state.top !== null && state.top.priceMinor < reserveMinor,
      not_resumed: false,
      withdrawn: false,
      not_opened: false,
      not_marked: false,
    }[outcome.reason]
    return isSound ? [] : [`failed for no reason: ${outcome.reason}`]
  }
  if ((outcome.others ?? []).length > 0) return ['several winners of what is sold once']
  const mayWin = state.willing.length > 0 ? state.willing : [state.top?.number]
  return mayWin.includes(outcome.number) && outcome.priceMinor === state.top?.priceMinor ? [] : ['won by somebody who was not at the top']
}

/** Everything that does not look at the whole record again. */
export const quickFaults = (kept: Kept, before: Kept): readonly string[] => [
  ...kept.rows.slice(before.rows.length).flatMap((row) => rowFaults(kept, row)),
  ...stateFaults(kept),
  ...silentProxies(kept),
  ...wrongTies(kept, kept.rows.slice(before.rows.length)),
  ...outcomeFaults(kept),
]

const settled = (state: Kept['state']) => JSON.stringify(state, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))

export const replayed = (kept: Kept) => replay(kept.scheduledOpensAt, kept.rules, kept.entries)

/** The record alone gives the same state again. Where the phase is time's, it is brought to the same moment. */
export const recordFaults = (kept: Kept, now: Instant): readonly string[] => {
  const { state } = advance(replayed(kept), now)
  const live = advance(kept.state, now).state
  const faults = faultsOf(kept.rows, kept.rules.capMinor)
  return settled(state) === settled(live) ? faults : [...faults, `replay gives ${settled(state)}, kept is ${settled(live)}`]
}
