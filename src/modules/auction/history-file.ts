/** Reads what is known of a sale from its signed record, or from the public answers `{ auction, bids }` of the API, and judges it. Needs Node alone. */
import { createHash } from 'node:crypto'
import { parseInstant, SECOND_MS, type Instant } from '#kernel/instant.ts'
import { BID_ORIGINS } from './core/bid.ts'
import { CHANNELS } from './core/floor.ts'
import { faultsOfSale, type KnownToBidders, type PublicBid, type PublicSale } from './core/history.ts'
import { isScored, isSealed, methodOf } from './core/method.ts'
import { DIRECTIONS, type Direction } from './core/scored.ts'
import type { ScoredSale } from './core/scored-history.ts'
import { faultsOf } from './core/replay.ts'

type Told = Readonly<Record<string, unknown>>

const isTold = (value: unknown): value is Told => typeof value === 'object' && value !== null && !Array.isArray(value)
const partOf = (value: unknown, name: string): Told => {
  if (!isTold(value)) throw new Error(`${name} is missing`)
  return value
}
const listOf = (from: Told, name: string): readonly Told[] => {
  const list = from[name]
  if (!Array.isArray(list)) throw new Error(`${name} is missing`)
  return list.map((item: unknown) => partOf(item, name))
}
const figureOf = (from: Told, name: string): number => {
  const value = from[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Error(`${name} is no whole number`)
  return value
}
const textOf = (from: Told, name: string): string => {
  const value = from[name]
  if (typeof value !== 'string') throw new Error(`${name} is no text`)
  return value
}
const amountOf = (from: Told, name: string): bigint => BigInt(textOf(from, name))
const instantOf = (from: Told, name: string): Instant => parseInstant(textOf(from, name))
const orNull = <Value>(from: Told, name: string, read: (from: Told, name: string) => Value): Value | null =>
  from[name] === undefined || from[name] === null ? null : read(from, name)

const bidOf = (bid: Told): PublicBid => ({
  seq: figureOf(bid, 'seq'),
  attempt: orNull(bid, 'attempt', figureOf),
  origin: BID_ORIGINS.find((origin) => origin === bid['origin']) ?? 'bidder',
  channel: CHANNELS.find((channel) => channel === bid['channel']),
  number: figureOf(bid, 'number'),
  priceMinor: amountOf(bid, 'priceMinor'),
  receivedAt: instantOf(bid, 'receivedAt'),
  extended: bid['extended'] === true,
})

const OUTCOMES = ['sold', 'failed'] as const

/** Of a lot of several units, who took those after the first: named apart in the record, among all winners in the answers. */
const othersIn = (from: Told) => {
  const list = Array.isArray(from['winners']) ? listOf(from, 'winners').slice(1) : from['otherWinners'] === undefined ? [] : listOf(from, 'otherWinners')
  return list.length === 0 ? {} : { others: list.map((one) => ({ number: figureOf(one, 'number'), priceMinor: amountOf(one, 'priceMinor') })) }
}

/** What both forms say in the same words. */
const commonOf = (from: Told) => {
  const method = methodOf(textOf(from, 'method'))
  const kind = OUTCOMES.find((one) => one === from['outcome'])
  const commitment = orNull(from, 'drawCommitment', textOf)
  if (method === null) throw new Error(`no way of bidding: ${textOf(from, 'method')}`)
  return {
    method,
    startingPriceMinor: amountOf(from, 'startingPriceMinor'),
    incrementMinor: amountOf(from, 'incrementMinor'),
    bands:
      from['bands'] === undefined
        ? []
        : listOf(from, 'bands').map((band) => ({ fromMinor: amountOf(band, 'fromMinor'), incrementMinor: amountOf(band, 'incrementMinor') })),
    capMinor: orNull(from, 'capMinor', amountOf),
    maxExtensions: orNull(from, 'maxExtensions', figureOf),
    units: orNull(from, 'units', figureOf) ?? 1,
    willing: Array.isArray(from['willing']) ? from['willing'].map(Number) : [],
    draw: commitment === null ? null : { commitment, secret: orNull(from, 'drawSecret', textOf) },
    closed: kind === undefined ? null : { kind, reason: orNull(from, 'failReason', textOf), ...othersIn(from) },
  } as const
}

const directionOf = (from: Told): Direction => DIRECTIONS.find((one) => one === from['direction']) ?? 'forward'

const scoredIn = (record: Told, { pauses, outcome }: Pick<PublicSale, 'pauses' | 'outcome'>): ScoredSale | null => {
  if (!isTold(record['scored'])) return null
  const said = record['scored']
  const figures = (list: string, ...names: readonly string[]) =>
    listOf(said, list).map((one) => Object.fromEntries(names.map((name) => [name, figureOf(one, name)])))
  return {
    terms: {
      direction: directionOf(said),
      markWeightBasisPoints: figureOf(said, 'markWeightBasisPoints'),
      rounds: figureOf(said, 'rounds'),
      roundMs: figureOf(said, 'roundMs'),
      markingMs: figureOf(said, 'markingMs'),
    },
    startingPriceMinor: amountOf(record, 'startingPriceMinor'),
    freeMs: figureOf(record, 'freeMs'),
    scheduledOpensAt: instantOf(record, 'scheduledOpensAt'),
    pauses,
    marks: figures('marks', 'number', 'markBasisPoints') as unknown as ScoredSale['marks'],
    panelMarks: isTold(said['panel'])
      ? listOf(said['panel'], 'marks').map((mark) => ({ number: Number(textOf(mark, 'item')), markBasisPoints: figureOf(mark, 'markBasisPoints') }))
      : null,
    markedAt: said['markedAt'] === undefined ? null : instantOf(said, 'markedAt'),
    shownAt: Array.isArray(said['shownAt']) ? said['shownAt'].map((at) => parseInstant(String(at))) : [],
    prices: listOf(said, 'prices').map((price) => ({
      round: figureOf(price, 'round'),
      number: figureOf(price, 'number'),
      priceMinor: amountOf(price, 'priceMinor'),
      receivedAt: instantOf(price, 'receivedAt'),
    })),
    ranks: figures('ranks', 'number', 'score') as unknown as ScoredSale['ranks'],
    outcome,
  }
}

export const saleOfRecord = (record: Told): PublicSale => {
  const sale = plainSale(record)
  return { ...sale, scored: scoredIn(record, sale) }
}

/** Told where the notice left the reserve open. */
const reserveIn = (record: Told): PublicSale['reserve'] => {
  if (!isTold(record['reserveLater'])) return null
  const said = record['reserveLater']
  const { hasReserve, reserveMet } = record
  return {
    minutes: figureOf(said, 'minutes'),
    dueAt: orNull(said, 'dueAt', instantOf),
    fixedAt: orNull(said, 'fixedAt', instantOf),
    commitment: orNull(said, 'commitment', textOf),
    isSaid: hasReserve === true,
    wasMet: typeof reserveMet === 'boolean' ? reserveMet : null,
  }
}

const plainSale = (record: Told): PublicSale => {
  const { closed, ...common } = commonOf(record)
  const floorMinor = orNull(record, 'floorMinor', amountOf)
  return {
    ...common,
    clock: floorMinor === null ? null : { floorMinor, tickMs: figureOf(record, 'tickMs') },
    freeMs: figureOf(record, 'freeMs'),
    timedMs: figureOf(record, 'timedMs'),
    extensionMs: figureOf(record, 'extensionMs'),
    scheduledOpensAt: instantOf(record, 'scheduledOpensAt'),
    endsAt: instantOf(record, 'endedAt'),
    pauses: listOf(record, 'pauses').map((pause) => ({
      kind: pause['kind'] === 'suspend' ? 'suspend' : 'resume',
      at: instantOf(pause, 'at'),
      afterAttempt: figureOf(pause, 'afterAttempt'),
    })),
    outcome: closed === null ? null : { ...closed, number: orNull(record, 'winnerNumber', figureOf), priceMinor: orNull(record, 'priceMinor', amountOf) },
    scored: null,
    reserve: reserveIn(record),
    bids: listOf(record, 'bids')
      .filter(({ seq }) => seq !== null)
      .map(bidOf),
  }
}

/** The answers of the API know nothing of stops: a sale that stood still is judged by its record. */
export const saleOfAnswers = (auction: Told, bids: readonly Told[]): PublicSale => {
  const { closed, ...common } = commonOf(auction)
  const clock = orNull(auction, 'clock', (from, name) => partOf(from[name], name))
  const opensAt = instantOf(auction, 'opensAt')
  const isSold = closed?.kind === 'sold'
  return {
    ...common,
    clock: clock === null ? null : { floorMinor: amountOf(clock, 'floorMinor'), tickMs: figureOf(clock, 'tickSeconds') * SECOND_MS },
    freeMs: instantOf(auction, 'freeEndsAt') - opensAt,
    timedMs: orNull(auction, 'clockMs', figureOf) ?? figureOf(auction, 'timedSeconds') * SECOND_MS,
    extensionMs: figureOf(auction, 'extensionSeconds') * SECOND_MS,
    scheduledOpensAt: opensAt,
    endsAt: instantOf(auction, 'endsAt'),
    pauses: [],
    outcome:
      closed === null
        ? null
        : { ...closed, number: isSold ? orNull(auction, 'topNumber', figureOf) : null, priceMinor: isSold ? orNull(auction, 'topPriceMinor', amountOf) : null },
    // Rounds and marks stand in the signed record; the answers say the prices alone.
    scored: null,
    reserve: null,
    bids: bids.map(bidOf).sort((a, b) => a.seq - b.seq),
  }
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

/** Judges a sale that was read; `known`: what bidders were told or know of their own. */
export const judgeSale = (sale: PublicSale, known?: KnownToBidders): readonly string[] => faultsOfSale(sale, sha256, known)

export interface SaleReport {
  readonly ok: boolean
  /** Empty where the text is no record of a sale. */
  readonly sale: PublicSale | null
  readonly sha256: string
  readonly faults: readonly string[]
}

const attemptsOf = (record: Told) =>
  listOf(record, 'bids').map((bid) => ({ seq: orNull(bid, 'seq', figureOf), attempt: figureOf(bid, 'attempt'), priceMinor: amountOf(bid, 'priceMinor') }))

/** Null where the file is neither; what a record lacks is told as its fault. Never throws. */
export const judgeSaleFile = (bytes: Uint8Array): SaleReport | null => {
  const digest = createHash('sha256').update(bytes).digest('hex')
  let told: unknown
  try {
    told = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
  if (!isTold(told) || !Array.isArray(told['bids'])) return null
  try {
    const { auction } = told
    const isRecord = auction === undefined
    const sale = isRecord ? saleOfRecord(told) : saleOfAnswers(partOf(auction, 'auction'), listOf(told, 'bids'))
    // What was shown all at once stands in the order of receipt, not of the prices.
    const isOpen = !isSealed(sale.method) && !isScored(sale.method)
    const gaps = isRecord && isOpen ? faultsOf(attemptsOf(told), sale.capMinor) : []
    const faults = [...gaps, ...judgeSale(sale)]
    return { ok: faults.length === 0, sale, sha256: digest, faults }
  } catch (error) {
    return { ok: false, sale: null, sha256: digest, faults: [(error as Error).message] }
  }
}
