import { foundingRules } from './founding-rules.ts'
import { valuesOf } from './rule-row.ts'

/** Every list of rules that a migration lays, with the index of its first row. `check` takes a version that neither stands here nor was adopted for a forgery. */
export const laidRules: readonly string[] = [valuesOf(foundingRules)]
