/** The whole parameter table as it was laid at the founding. Never edited: changes are adopted as new versions. */
import { conversionRules } from './founding-rules-conversion.ts'
import { procedureRules } from './founding-rules-procedure.ts'
import { recordRules } from './founding-rules-records.ts'
import { termRules } from './founding-rules-terms.ts'
import type { FoundingRule } from './rule-row.ts'

export const foundingRules: readonly FoundingRule[] = [...termRules, ...procedureRules, ...conversionRules, ...recordRules]
