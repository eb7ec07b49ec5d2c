/**
 * Reads the demand lists that provinces publish: rows of `'guid' , 'title' , 'text'` with quotes of every kind, now and then none, line breaks inside
 * fields, byte order marks anywhere and `\n` written as two signs. Text comes in pieces of any size. Every row is given back or reported with the
 * line on which it begins; nothing is dropped in silence.
 */

export interface DemandRow {
  readonly kind: 'row'
  readonly line: number
  readonly id: string
  readonly title: string
  readonly text: string
}
export interface RowProblem {
  readonly kind: 'problem'
  readonly line: number
  readonly code: (typeof ROW_PROBLEMS)[number]
  readonly title: string
  /** The row as it stood in the file, to be corrected. */
  readonly raw: string
}
export type FileEntry = DemandRow | RowProblem

export const ROW_PROBLEMS = [
  'demand.row_no_id',
  'demand.row_id_malformed',
  'demand.row_title_missing',
  'demand.row_text_missing',
  'demand.row_title_too_long',
  'demand.row_text_too_long',
] as const

export const MAX_TITLE = 200
export const MAX_TEXT = 20_000
/** A row, or a line without end, beyond this is reported instead of being gathered for ever. */
const MAX_RECORD = 200_000
const SHOWN = 60

const OPENING = `['"‘“]`
const CLOSING = `['"’”]`
const GUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'
const ID_FIELD = new RegExp(`^\\s*${OPENING}?\\s*(${GUID})\\s*${CLOSING}?\\s*[,，]\\s*`)
/** Three quoted fields begin like this, whatever stands in the first. */
const QUOTED_START = new RegExp(`^\\s*${OPENING}[^'"‘’“”]{0,80}${CLOSING}\\s*[,，]\\s*${OPENING}`)
/** A whole row on one line. */
const THREE_QUOTED = new RegExp(`${QUOTED_START.source}.*${CLOSING}\\s*[,，]\\s*${OPENING}.*${CLOSING}\\s*$`)
const BETWEEN_QUOTED = new RegExp(`${CLOSING}\\s*[,，]\\s*${OPENING}`)
const ENDS_QUOTED = new RegExp(`${CLOSING}\\s*$`)
const STARTS_QUOTED = new RegExp(`^\\s*${OPENING}`)

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '', t: ' ', '\\': '\\', "'": "'", '"': '"' }

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g
/** Format signs print nothing, but can make a published text read differently from what is stored. */
const INVISIBLE = /[\p{Cf}\p{Cs}]/gu

const clean = (text: string): string =>
  text
    .replace(/\\([nrt\\'"])/g, (_whole, sign: string) => ESCAPES[sign] ?? sign)
    .replace(/''/g, "'")
    .replace(/""/g, '"')
    .replace(CONTROL, '')
    .replace(INVISIBLE, '')
    .replace(/[ \t]+$/gm, '')
    .trim()

const opened = (field: string): string => clean(field.replace(STARTS_QUOTED, ''))
const closed = (field: string): string => clean(field.replace(ENDS_QUOTED, ''))
const unquoted = (field: string): string => clean(field.replace(STARTS_QUOTED, '').replace(ENDS_QUOTED, ''))

const problem = (line: number, code: RowProblem['code'], raw: string, title = raw): RowProblem => ({
  kind: 'problem',
  line,
  code,
  raw,
  title: [...clean(title)].slice(0, SHOWN).join(''),
})

/** Title and text of what follows the id; null when there is no second field. */
const splitFields = (rest: string): readonly [string, string] | null => {
  const quoted = BETWEEN_QUOTED.exec(rest)
  // The marks between the two are gone already: another one at their side belongs to what the people wrote.
  if (quoted) return [opened(rest.slice(0, quoted.index)), closed(rest.slice(quoted.index + quoted[0].length))]
  // One of the two fields has lost its quotes: the first comma that stands free divides them.
  const free = STARTS_QUOTED.test(rest) ? new RegExp(`${CLOSING}\\s*[,，]`).exec(rest) : /\s*[,，]\s*/.exec(rest)
  return free ? [unquoted(rest.slice(0, free.index)), unquoted(rest.slice(free.index + free[0].length))] : null
}

const checked = (line: number, id: string, [title, text]: readonly [string, string], raw: string): FileEntry => {
  if (title === '') return problem(line, 'demand.row_title_missing', raw, text)
  if (text === '') return problem(line, 'demand.row_text_missing', raw, title)
  if (title.length > MAX_TITLE) return problem(line, 'demand.row_title_too_long', raw, title)
  if (text.length > MAX_TEXT) return problem(line, 'demand.row_text_too_long', raw, title)
  return { kind: 'row', line, id: id.toLowerCase(), title, text }
}

interface Gathered {
  readonly start: number
  readonly lines: string[]
  length: number
}

/** Lines after the last closing quote belong to no row. */
const strayLines = (gathered: Gathered): RowProblem[] => {
  const quotedText = BETWEEN_QUOTED.test(gathered.lines.join('\n').replace(ID_FIELD, ''))
  const last = gathered.lines.findLastIndex((line) => ENDS_QUOTED.test(line))
  if (!quotedText || last < 0) return []
  const stray = gathered.lines.splice(last + 1)
  return stray.flatMap((line, index) => (line.trim() === '' ? [] : [problem(gathered.start + last + 1 + index, 'demand.row_no_id', line)]))
}

const entriesOf = (gathered: Gathered): FileEntry[] => {
  const { start } = gathered
  if (gathered.length > MAX_RECORD) return [problem(start, 'demand.row_text_too_long', gathered.lines.join('\n'), gathered.lines[0] ?? '')]
  const stray = strayLines(gathered)
  const whole = gathered.lines.join('\n')
  const id = ID_FIELD.exec(whole)
  if (!id?.[1]) return [problem(start, 'demand.row_id_malformed', whole), ...stray]
  const fields = splitFields(whole.slice(id[0].length).trimEnd())
  return [fields ? checked(start, id[1], fields, whole) : problem(start, 'demand.row_text_missing', whole, whole.slice(id[0].length)), ...stray]
}

export interface DemandFileReader {
  readonly push: (piece: string) => readonly FileEntry[]
  readonly end: () => readonly FileEntry[]
}

export const demandFileReader = (): DemandFileReader => {
  let pending = ''
  let line = 0
  let current: Gathered | null = null

  const flush = (): FileEntry[] => {
    const entries = current ? entriesOf(current) : []
    current = null
    return entries
  }

  const isStart = (text: string): boolean => {
    if (ID_FIELD.test(text)) return true
    // Inside an open field a line may look like anything; after a closed row it is a row with a broken id.
    const lines = current?.lines.filter((earlier) => earlier.trim() !== '') ?? []
    const isClosed = lines.length === 0 || ENDS_QUOTED.test(lines.at(-1) ?? '')
    if (isClosed) return QUOTED_START.test(text)
    return THREE_QUOTED.test(text) && lines.some((earlier) => ENDS_QUOTED.test(earlier))
  }

  const takeLine = (raw: string): FileEntry[] => {
    line += 1
    const text = raw.replaceAll('\ufeff', '')
    if (isStart(text)) {
      const entries = flush()
      current = { start: line, lines: [text], length: text.length }
      return entries
    }
    if (current) {
      current.length += text.length + 1
      if (current.length <= MAX_RECORD) current.lines.push(text)
      return []
    }
    return text.trim() === '' ? [] : [problem(line, 'demand.row_no_id', text)]
  }

  return {
    push: (piece) => {
      pending += piece
      const entries: FileEntry[] = []
      // A carriage return at the very end may be the first half of a line's end.
      const parts = pending.split(/\r\n|\n|\r(?!$)/)
      pending = parts.pop() ?? ''
      for (const part of parts) entries.push(...takeLine(part))
      if (pending.length > MAX_RECORD) {
        entries.push(...takeLine(pending))
        line -= 1
        pending = ''
      }
      return entries
    },
    end: () => {
      const rest = pending.replace(/\r$/, '')
      pending = ''
      return [...(rest === '' ? [] : takeLine(rest)), ...flush()]
    },
  }
}
