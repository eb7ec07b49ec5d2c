/** Reads one row of a registration file into an achievement, or says why not. */
import { FIELDS } from '#kernel/field.ts'
import { readDecimal, type DecimalProblem } from '#kernel/decimal.ts'
import { calendarDate } from '#kernel/instant.ts'
import { nameOfSign, unusableSigns } from '#kernel/plain-text.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Content } from './content.ts'
import { COLUMNS, textsOf, type Cells, type ColumnKey, type Row } from './import-columns.ts'
import { hasSeveralPeople } from './completer-name.ts'
import type { Completer } from './shares.ts'
import { ATTRIBUTES, CHAINS, EVALUATION_FORMS, FORMS, FUNDING_SOURCES, IP_KINDS, LEVELS, MODES, RESULT_TYPES, SECRECIES, STAGES, type Stage } from './words.ts'

/** Finds the code behind what a person wrote: the code itself or its label in either language. */
export type Lookup = (list: string, codes: readonly string[], text: string) => string | null

export const ROW_REFUSALS = [
  'achievement.row_cell_missing',
  'achievement.row_cell_too_long',
  'achievement.row_cell_unknown',
  'achievement.row_cell_error',
  'achievement.row_cell_is_date',
  'achievement.row_sign',
  'achievement.row_date',
  'achievement.row_date_is_number',
  'achievement.row_month_unclear',
  'achievement.row_number',
  'achievement.row_number_commas',
  'achievement.row_number_decimals',
  'achievement.row_completers',
  'achievement.row_completers_several',
  'achievement.row_maturity_missing',
] as const
type RowRefusal = (typeof ROW_REFUSALS)[number]

const LONGEST: Readonly<Partial<Record<ColumnKey, number>>> = { titleZh: 200, titleEn: 200, abstractZh: 2000, abstractEn: 2000, useZh: 200 }
const LONGEST_OTHER = 500
/** Where a file gives the registration form's stage only. */
const TRL_OF_STAGE: Readonly<Record<Stage, number>> = { lab_small: 4, pilot: 7, small_production: 8, limited_use: 9, wide_use: 9 }
/** 万元 has six more digits than a fen. */
const FEN_OF_WAN_DIGITS = 6
const DATES: readonly ColumnKey[] = ['registeredOn', 'startedOn', 'endedOn']

class Stop extends Error {
  readonly refusal
  constructor(refusal: ReturnType<typeof refuse<RowRefusal>>) {
    super(refusal.refusal.code)
    this.refusal = refusal
  }
}

const SHOWN = 60

/** The parameters of every refusal of a row: its column in both languages and the value as it stood there. */
const stop = (code: RowRefusal, key: ColumnKey, value = ''): never => {
  const column = COLUMNS.find((candidate) => candidate.key === key)
  throw new Stop(refuse(code, { column: column?.zh ?? key, columnEn: column?.en ?? key, value: [...value].slice(0, SHOWN).join('') }, { field: key }))
}

const listOf = (text: string): string[] =>
  text
    .split(/[;；、,，\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const reader = (cells: Cells, lookup: Lookup) => {
  const one = <const Code extends string>(key: ColumnKey, list: string, codes: readonly Code[]): Code | null => {
    if (cells[key] === '') return null
    const code = lookup(list, codes, cells[key])
    return code === null ? stop('achievement.row_cell_unknown', key, cells[key]) : (code as Code)
  }
  const needed = <const Code extends string>(key: ColumnKey, list: string, codes: readonly Code[]): Code =>
    one(key, list, codes) ?? stop('achievement.row_cell_missing', key)
  const many = <const Code extends string>(key: ColumnKey, list: string, codes: readonly Code[]): Code[] =>
    listOf(cells[key]).map((text) => (lookup(list, codes, text) as Code | null) ?? stop('achievement.row_cell_unknown', key, text))
  const date = (key: ColumnKey): string | null => {
    const match = /^(19\d{2}|2\d{3})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(cells[key])
    if (cells[key] === '') return null
    try {
      return calendarDate(`${match?.[1]}-${match?.[2]?.padStart(2, '0')}-${match?.[3]?.padStart(2, '0')}`)
    } catch {
      return stop('achievement.row_date', key, cells[key])
    }
  }
  const month = (key: ColumnKey): string | null => {
    if (cells[key] === '') return null
    // A spreadsheet that took 2021.10 for a number has made 2021.1 of it: January or October, nobody can tell any more.
    if (/^\d{4}\.1$/.test(cells[key])) stop('achievement.row_month_unclear', key, cells[key])
    const match = /^(19\d{2}|2\d{3})[-/.年](0?[1-9]|1[0-2])(?:月|[-/.](?:0?[1-9]|[12]\d|3[01]))?$/.exec(cells[key])
    return match ? `${match[1]}-${match[2]?.padStart(2, '0')}` : stop('achievement.row_date', key, cells[key])
  }
  return { one, needed, many, date, month }
}

/** `张三:60;李四:40`, in percent with up to two decimals; one name alone has the whole. The first is representative and main; `*` marks further mains. */
const completersFrom = (text: string): readonly Completer[] => {
  const entries = text
    .split(/[;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return entries.map((entry, index) => {
    const match = /^(\*?)([^:：*]{1,60})(?:[:：]\s*(\d{1,3})(?:\.(\d{1,2}))?\s*[%％]?)?$/.exec(entry)
    if (!match || (match[3] === undefined && entries.length > 1)) return stop('achievement.row_completers', 'completers', entry)
    const name = (match[2] ?? '').trim()
    if (hasSeveralPeople(name)) stop('achievement.row_completers_several', 'completers', entry)
    const shareBasisPoints = match[3] === undefined ? 10_000 : Number(match[3]) * 100 + Number((match[4] ?? '').padEnd(2, '0'))
    return { personId: null, name, shareBasisPoints, isMain: index === 0 || match[1] === '*', isRepresentative: index === 0 }
  })
}

const readinessOf = (cells: Cells, stage: Stage | null): number => {
  if (cells.trl === '') return stage === null ? stop('achievement.row_maturity_missing', 'trl') : TRL_OF_STAGE[stage]
  const match = /^(?:TRL)?\s*([1-9])级?$/i.exec(cells.trl)
  return match ? Number(match[1]) : stop('achievement.row_number', 'trl', cells.trl)
}

const PRICE_PROBLEMS: Readonly<Record<DecimalProblem, RowRefusal>> = {
  empty: 'achievement.row_number',
  form: 'achievement.row_number',
  size: 'achievement.row_number',
  commas: 'achievement.row_number_commas',
  decimals: 'achievement.row_number_decimals',
}

const priceFrom = (cells: Cells): bigint | null => {
  if (cells.priceWan === '' || /^(面议|negotiable)$/i.test(cells.priceWan)) return null
  const read = readDecimal(cells.priceWan, FEN_OF_WAN_DIGITS)
  if (!read.ok) return stop(PRICE_PROBLEMS[read.problem], 'priceWan', cells.priceWan)
  return read.value === 0n ? stop('achievement.row_number', 'priceWan', cells.priceWan) : read.value
}

/** A cell that does not hold what was typed into it is told, whatever its column wants. */
const checkKinds = (row: Row): void => {
  for (const { key } of COLUMNS) {
    const { kind, text } = row[key]
    const isDate = DATES.includes(key)
    if (kind === 'error') stop('achievement.row_cell_error', key, text)
    if (kind === 'flag') stop('achievement.row_cell_unknown', key, text)
    if (kind === 'date' && !isDate) stop('achievement.row_cell_is_date', key, text)
    if (kind === 'number' && isDate) stop('achievement.row_date_is_number', key, text)
    const [sign] = unusableSigns(text)
    if (sign !== undefined) stop('achievement.row_sign', key, nameOfSign(sign))
  }
}

const checkCells = (cells: Cells): void => {
  for (const { key, required } of COLUMNS) {
    if (required && cells[key] === '') stop('achievement.row_cell_missing', key)
    if (cells[key].length > (LONGEST[key] ?? LONGEST_OTHER)) stop('achievement.row_cell_too_long', key)
  }
}

const contentFrom = (cells: Cells, lookup: Lookup): Content => {
  checkCells(cells)
  const read = reader(cells, lookup)
  const stage = read.one('stage', 'stage', STAGES)
  const price = priceFrom(cells)
  const industry = cells.industryCode.toUpperCase()
  if (industry !== '' && !/^[A-T]\d{2,4}$/.test(industry)) stop('achievement.row_cell_unknown', 'industryCode', cells.industryCode)
  return {
    title: { zh: cells.titleZh, en: cells.titleEn },
    abstract: { zh: cells.abstractZh, en: cells.abstractEn },
    use: { zh: cells.useZh, en: '' },
    keywords: listOf(cells.keywords),
    completers: completersFrom(cells.completers),
    fundingSource: read.one('fundingSource', 'funding', FUNDING_SOURCES) ?? 'own',
    projectNumber: cells.projectNumber,
    priorDisclosures: [],
    trl: readinessOf(cells, stage),
    form: read.needed('form', 'form', FORMS),
    ipKind: read.needed('ipKind', 'ip', IP_KINDS),
    patentNumbers: listOf(cells.patentNumbers),
    field: read.needed('field', 'field', FIELDS),
    chains: read.many('chains', 'chain', CHAINS),
    ipc: listOf(cells.ipc),
    industryCode: industry === '' ? null : industry,
    thirdPartyRights: '',
    secrecy: read.one('secrecy', 'secrecy', SECRECIES) ?? 'public',
    confidentialNote: '',
    marketNote: '',
    modes: read.many('modes', 'mode', MODES),
    priceMinMinor: price,
    priceMaxMinor: price,
    isServiceAchievement: true,
    registration: {
      number: cells.registrationNumber || null,
      registeredOn: read.date('registeredOn'),
      recommendingUnit: cells.recommendingUnit || null,
      startedOn: read.month('startedOn'),
      endedOn: read.month('endedOn'),
      resultType: read.one('resultType', 'result', RESULT_TYPES),
      evaluationForm: read.one('evaluationForm', 'evaluation', EVALUATION_FORMS),
      attribute: read.one('attribute', 'attribute', ATTRIBUTES),
      stage,
      level: read.one('level', 'level', LEVELS),
    },
  }
}

/** The first thing that is wrong with the row refuses it; nothing is guessed. */
export const readRow = (row: Row, lookup: Lookup): Result<Content, RowRefusal> => {
  try {
    checkKinds(row)
    return ok(contentFrom(textsOf(row), lookup))
  } catch (error) {
    if (error instanceof Stop) return error.refusal
    throw error
  }
}
