import { FIRST_INDEX as FIRST_PARTY_TERM, partyRules } from './0002_party_terms.ts'
import { foundingRules } from './founding-rules.ts'
import { creationRules } from './house-rules-creation.ts'
import { fairPlayRules } from './house-rules-fair-play.ts'
import { valuesOf } from './rule-row.ts'

/** Ids of the rules on fair play begin here: far from those of the founding rules. */
export const FIRST_FAIR_PLAY = 1000
export const FIRST_CREATION = 2000

/** Every list of rules that a migration lays, with the index of its first row. `check` takes a version that neither stands here nor was adopted for a forgery. */
export const laidRules: readonly string[] = [
  valuesOf(foundingRules),
  valuesOf(partyRules, FIRST_PARTY_TERM),
  valuesOf(fairPlayRules, FIRST_FAIR_PLAY),
  valuesOf(creationRules, FIRST_CREATION),
]

/** What migrations laid; rules of later versions are laid by the seed. */
export const laidKeys: ReadonlySet<string> = new Set([...foundingRules, ...partyRules, ...fairPlayRules, ...creationRules].map(({ key }) => key))
