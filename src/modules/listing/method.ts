/**
 * A way of sale, as its procedure brings it. A lot keeps the terms of its method as JSON and knows no more of them than what stands here: so a new
 * procedure needs nothing in this room.
 */
import type { z } from 'zod'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Json } from '#kernel/canonical-json.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { RuleSet } from '#modules/rulebook/index.ts'

/** As they stand on the wire and in the row: amounts are decimal text. */
export type MethodTerms = Readonly<Record<string, Json>>

/** What the terms are measured by. */
export interface Measure {
  readonly startingPriceMinor: bigint
  readonly rules: RuleSet
}

/** What else a lot fixes that bears on the terms of its method. */
export interface Limits {
  /** Below it the price basis of the lot allows no sale; 0 where it sets no bound. */
  readonly leastMinor: bigint
  readonly reserveMinor: bigint | null
}

export interface Checking extends Measure {
  readonly limits: Limits
}

export interface Proposal {
  readonly terms: MethodTerms
  /** The least and the most of each term that the rules bound, spelled like the term. */
  readonly bounds: Readonly<Record<string, { readonly min: string; readonly max: string }>>
}

/** Keys of the rulebook. */
export interface LicensedRules {
  readonly notice: string
  readonly viewing: string
}

export interface MethodSpec<Terms> {
  /** As lots name it. */
  readonly name: string
  /** From the wire to what the procedure decides by. */
  readonly shape: z.ZodType<Terms>
  /** Every code `check` may answer with. */
  readonly refusals: readonly string[]
  /** Keys of the rulebook that a lot of this method cites. */
  readonly cites: readonly string[]
  readonly check: (terms: Terms, checking: Checking) => Result<null>
  readonly propose: (measure: Measure) => Proposal
  /** The least for which it may be sold by its terms; where a method has none, that is the starting price. */
  readonly lowestMinor?: (terms: Terms) => bigint
  /** The price beyond which nobody bids; null: none. */
  readonly highestMinor?: (terms: Terms) => bigint | null
  /** How long bids are free before the end comes near, in minutes; absent where a lot may be sold before that, so that nothing can be entered in the meantime. */
  readonly freeMinutes?: (terms: Terms) => number
  /** Everybody's last price stands in the record, and one comes after the other: where a winner defaults there is a next bidder. */
  readonly hasNextBidder?: true
  /** It says who takes each of several units, and at which price. */
  readonly sellsUnits?: true
  /** The terms as one line of the public notice. */
  readonly worded: (terms: Terms) => Bilingual
  /** Prices are named in the open and the highest wins, so a licensed house may sell by it (Auction Law art. 3): the rules of its notice and its viewing then. */
  readonly licensed?: LicensedRules
}

export interface Method extends Pick<MethodSpec<never>, 'name' | 'refusals' | 'cites' | 'propose' | 'hasNextBidder' | 'sellsUnits'> {
  readonly check: (terms: MethodTerms, checking: Checking) => Result<MethodTerms>
  /** Null: the starting price. */
  readonly lowestMinor: (terms: MethodTerms) => bigint | null
  readonly highestMinor: (terms: MethodTerms) => bigint | null
  readonly freeMinutes: (terms: MethodTerms) => number | null
  readonly worded: (terms: MethodTerms) => Bilingual
  readonly licensed: LicensedRules | null
}

const onWire = (terms: unknown): MethodTerms =>
  JSON.parse(JSON.stringify(terms, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))) as MethodTerms

/** Hides the type of the terms from this room. */
export const method = <Terms>({ shape, check, lowestMinor, highestMinor, freeMinutes, worded, licensed, ...spec }: MethodSpec<Terms>): Method => ({
  ...spec,
  check: (given, checking) => {
    const read = shape.safeParse(given)
    if (!read.success) return refuse('listing.method_terms_unreadable', {}, { field: ['methodTerms', ...(read.error.issues[0]?.path ?? [])].join('.') })
    const verdict = check(read.data, checking)
    return verdict.ok ? ok(onWire(read.data)) : verdict
  },
  lowestMinor: (terms) => lowestMinor?.(shape.parse(terms)) ?? null,
  highestMinor: (terms) => highestMinor?.(shape.parse(terms)) ?? null,
  freeMinutes: (terms) => freeMinutes?.(shape.parse(terms)) ?? null,
  worded: (terms) => worded(shape.parse(terms)),
  licensed: licensed ?? null,
})

/** The ways of sale of this market, by name; the first is meant where nobody names one. */
export type Methods = ReadonlyMap<string, Method>

export const methodNamed = (methods: Methods, name: string | undefined): Result<Method> => {
  const found = name === undefined ? [...methods.values()][0] : methods.get(name)
  return found ? ok(found) : refuse('listing.method_unknown', {}, { field: 'method' })
}

/** Of a lot that was drafted by a method of this market. */
export const methodOf = (methods: Methods, lot: { readonly id: string; readonly method: string }): Method => {
  const found = methods.get(lot.method)
  if (!found) throw new Error(`lot ${lot.id} is sold by ${lot.method}, which no procedure of this market knows`)
  return found
}
