/** What a researcher discloses, and when it is complete. */
import type { Field } from '#kernel/field.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import { ok, refuse, type Result, type RuleCitation } from '#kernel/result.ts'
import { PATENT_REFUSALS, readPatentNumber, type PatentNumber } from './patent-number.ts'
import { checkShares, SHARE_REFUSALS, type Completer } from './shares.ts'
import type { Attribute, Chain, EvaluationForm, Form, FundingSource, IpKind, Level, Mode, ResultType, Secrecy, Stage } from './words.ts'

/** Fields of the provincial registration form that the market itself does not decide by. */
export interface Registration {
  readonly number: string | null
  readonly registeredOn: string | null
  readonly recommendingUnit: string | null
  readonly startedOn: string | null
  readonly endedOn: string | null
  readonly resultType: ResultType | null
  readonly evaluationForm: EvaluationForm | null
  readonly attribute: Attribute | null
  readonly stage: Stage | null
  readonly level: Level | null
}

export const NO_REGISTRATION: Registration = {
  number: null,
  registeredOn: null,
  recommendingUnit: null,
  startedOn: null,
  endedOn: null,
  resultType: null,
  evaluationForm: null,
  attribute: null,
  stage: null,
  level: null,
}

export interface Content {
  readonly title: Bilingual
  readonly abstract: Bilingual
  /** One sentence: what it is good for. */
  readonly use: Bilingual
  readonly keywords: readonly string[]
  readonly completers: readonly Completer[]
  readonly fundingSource: FundingSource
  readonly projectNumber: string
  readonly priorDisclosures: readonly { readonly date: string; readonly note: string }[]
  readonly trl: number
  readonly form: Form
  readonly ipKind: IpKind
  readonly patentNumbers: readonly string[]
  readonly field: Field
  readonly chains: readonly Chain[]
  readonly ipc: readonly string[]
  readonly industryCode: string | null
  readonly thirdPartyRights: string
  readonly secrecy: Secrecy
  readonly confidentialNote: string
  readonly marketNote: string
  readonly modes: readonly Mode[]
  readonly priceMinMinor: bigint | null
  readonly priceMaxMinor: bigint | null
  readonly isServiceAchievement: boolean
  readonly registration: Registration
}

export const CONTENT_REFUSALS = [
  ...SHARE_REFUSALS,
  ...PATENT_REFUSALS,
  'achievement.too_many_keywords',
  'achievement.state_secret',
  'achievement.patent_number_missing',
  'achievement.patent_twice',
  'achievement.price_range_reversed',
  'achievement.modes_missing',
] as const
type ContentRefusal = (typeof CONTENT_REFUSALS)[number]

export interface ContentRules {
  readonly maxKeywords: number
  readonly keywordsRule: RuleCitation
  /** No application bears a later year. */
  readonly thisYear: number
}

/** Kinds of right that exist only with a number. */
const NUMBERED: readonly IpKind[] = ['invention', 'utility', 'design', 'application']

const readPatents = (content: Content, thisYear: number): Result<readonly PatentNumber[], ContentRefusal> => {
  const patents: PatentNumber[] = []
  for (const [index, text] of content.patentNumbers.entries()) {
    const read = readPatentNumber(text, thisYear, `patentNumbers.${index}`)
    if (!read.ok) return read
    if (patents.some((patent) => patent.number === read.value.number))
      return refuse('achievement.patent_twice', { number: read.value.number }, { field: `patentNumbers.${index}` })
    patents.push(read.value)
  }
  if (patents.length === 0 && NUMBERED.includes(content.ipKind)) return refuse('achievement.patent_number_missing', {}, { field: 'patentNumbers' })
  return ok(patents)
}

/** Everything a disclosure must satisfy before the transfer office sees it. Answers with the patent numbers read. */
export const checkContent = (content: Content, rules: ContentRules): Result<readonly PatentNumber[], ContentRefusal> => {
  // A state secret may not enter a system that is connected to the internet (Law on Guarding State Secrets).
  if (content.secrecy === 'state_secret') return refuse('achievement.state_secret', {}, { field: 'secrecy' })
  if (content.keywords.length > rules.maxKeywords)
    return refuse('achievement.too_many_keywords', { max: rules.maxKeywords }, { field: 'keywords', rule: rules.keywordsRule })
  if (content.modes.length === 0) return refuse('achievement.modes_missing', {}, { field: 'modes' })
  const { priceMinMinor: min, priceMaxMinor: max } = content
  if (min !== null && max !== null && min > max) return refuse('achievement.price_range_reversed', {}, { field: 'priceMaxMinor' })
  const shares = checkShares(content.completers)
  return shares.ok ? readPatents(content, rules.thisYear) : shares
}
