/**
 * Who sits on a panel: drawn by a seed to which every side gave a nonce that it had committed to before anybody knew another's. Everything here follows from public data,
 * so that anybody can draw again.
 */
import { hexOf, utf8Of } from '#kernel/bytes.ts'
import { canonicalJson } from '#kernel/canonical-json.ts'
import type { Sha256 } from '#kernel/merkle.ts'

export const digestOf = (sha256: Sha256, text: string): string => hexOf(sha256(utf8Of(text)))

/** What a side seals: printable ASCII, so that it is the same bytes everywhere. */
export const NONCE = /^[\x20-\x7e]{16,200}$/
export const DIGEST = /^[0-9a-f]{64}$/

/** The market's own side: its nonce is made, and its digest published, with the panel. */
export const MARKET_SIDE = 'market'

export interface SideNonce {
  readonly side: string
  readonly nonce: string
}

/** One seed of all nonces that were unsealed, in the order of the sides' names. */
export const seedOf = (sha256: Sha256, panelId: string, nonces: readonly SideNonce[]): string => {
  const sorted = [...nonces].sort((a, b) => (a.side < b.side ? -1 : 1)).map(({ side, nonce }) => [side, nonce])
  return digestOf(sha256, canonicalJson([panelId, sorted]))
}

/** Why somebody of the pool cannot be drawn. `named`: by the room that asked for the panel, as one who made what is judged, or a relative. */
export const OUT_REASONS = ['named', 'same_unit', 'related'] as const
export type OutReason = (typeof OUT_REASONS)[number]

export interface Candidate {
  readonly personId: string
  readonly unitId: string
  readonly out: OutReason | null
}

/** Published before the first nonce: nobody is added or left out afterwards. */
export const poolDigest = (sha256: Sha256, pool: readonly Candidate[]): string =>
  digestOf(sha256, canonicalJson([...pool].sort((a, b) => (a.personId < b.personId ? -1 : 1)).map(({ personId, unitId, out }) => [personId, unitId, out])))

/** The order of the draw. Whom a side asked not to have comes after all others, as a last resort. */
export const orderOf = (sha256: Sha256, seed: string, pool: readonly Candidate[], barred: readonly string[]): readonly Candidate[] =>
  pool
    .filter(({ out }) => out === null)
    .map((candidate) => ({ candidate, isBarred: barred.includes(candidate.personId), lot: digestOf(sha256, `${seed}:${candidate.personId}`) }))
    .sort((a, b) => (a.isBarred === b.isBarred ? (a.lot < b.lot ? -1 : 1) : a.isBarred ? 1 : -1))
    .map(({ candidate }) => candidate)

export interface Places {
  readonly seats: number
  readonly perUnit: number
}

/** The first of the order that the bound of one unit allows, without those who left. Nobody who sits loses the place when another leaves. */
export const seated = (order: readonly Candidate[], gone: readonly string[], { seats, perUnit }: Places): readonly Candidate[] => {
  const taken: Candidate[] = []
  for (const candidate of order) {
    if (taken.length === seats) break
    const ofUnit = taken.filter(({ unitId }) => unitId === candidate.unitId).length
    if (!gone.includes(candidate.personId) && ofUnit < perUnit) taken.push(candidate)
  }
  return taken
}

/** In which order locked sheets are shown: by nothing that tells of their authors or of when they came. */
export const lettered = (sha256: Sha256, seed: string, personIds: readonly string[]): readonly string[] =>
  [...personIds]
    .map((personId) => ({ personId, lot: digestOf(sha256, `${seed}:letter:${personId}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ personId }) => personId)

/** The items in an order of the expert's own: no item is everybody's first. */
export const shuffledFor = <Item extends { readonly key: string }>(sha256: Sha256, seed: string, personId: string, items: readonly Item[]): readonly Item[] =>
  items
    .map((item) => ({ item, lot: digestOf(sha256, `${seed}:${personId}:${item.key}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ item }) => item)
