/** Reads the visible sheets of a workbook, piece by piece and within bounds (ECMA-376 part 1, 18.2 to 18.8; transitional and strict). */
import type { Buffer } from 'node:buffer'
import type { Cell, Sheet, TableRow } from './cell.ts'
import {
  allowance,
  MAX_CELL_CHARACTERS,
  MAX_CELLS,
  MAX_CHARACTERS,
  MAX_FORMATS,
  MAX_SHEETS,
  MAX_STRINGS,
  TooLarge,
  type Allowance,
  type WorkbookBounds,
} from './workbook-bounds.ts'
import { openPackage, type Package } from './workbook-parts.ts'
import { cellOf, isDateFormat, unescaped, type RawCell, type ValueContext } from './workbook-values.ts'

interface Relation {
  readonly id: string
  /** Last word of the type's address: `worksheet`, `sharedStrings`. */
  readonly type: string
  readonly target: string
}

const resolved = (base: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1)
  const parts = base.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') parts.pop()
    else if (step !== '.') parts.push(step)
  }
  return parts.join('/')
}

const relationsOf = async (file: Package, part: string): Promise<readonly Relation[]> => {
  const cut = part.lastIndexOf('/') + 1
  const name = `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`
  const found: Relation[] = []
  if (!file.has(name)) return found
  await file.read(name, {
    open: (element, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) => {
      if (element === 'Relationship' && mode !== 'External') found.push({ id, type: type.slice(type.lastIndexOf('/') + 1), target: resolved(part, target) })
    },
  })
  return found
}

interface Contents {
  readonly sheets: readonly { readonly name: string; readonly relation: string }[]
  readonly is1904: boolean
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true'

const contentsOf = async (file: Package, part: string): Promise<Contents> => {
  const sheets: Contents['sheets'][number][] = []
  let is1904 = false
  let count = 0
  await file.read(part, {
    open: (element, attributes) => {
      if (element === 'workbookPr') is1904 = isTrue(attributes['date1904'])
      if (element !== 'sheet') return
      count += 1
      if (count > MAX_SHEETS) throw new TooLarge('sheets')
      // What the person who sends the file does not see was not meant to be sent.
      if ((attributes['state'] ?? 'visible') === 'visible') sheets.push({ name: attributes['name'] ?? '', relation: attributes['id'] ?? '' })
    },
  })
  return { sheets, is1904 }
}

/** A string may come in runs of different looks; what tells how it is pronounced (`rPh`) is no part of it. */
const stringsOf = async (file: Package, part: string | undefined): Promise<readonly string[]> => {
  const strings: string[] = []
  if (part === undefined) return strings
  let text = ''
  let isPhonetic = false
  await file.read(part, {
    open: (element) => {
      if (element === 'si') text = ''
      if (element === 'rPh') isPhonetic = true
    },
    close: (element, content) => {
      if (element === 'rPh') isPhonetic = false
      if (element === 't' && !isPhonetic) text += content
      if (element !== 'si') return
      if (strings.length === MAX_STRINGS) throw new TooLarge('strings')
      if (text.length > MAX_CELL_CHARACTERS) throw new TooLarge('characters in a cell')
      strings.push(unescaped(text))
    },
  })
  return strings
}

const dateStylesOf = async (file: Package, part: string | undefined): Promise<readonly boolean[]> => {
  const codes = new Map<number, string>()
  const styles: number[] = []
  if (part === undefined) return []
  let isInCells = false
  await file.read(part, {
    open: (element, attributes) => {
      if (element === 'cellXfs') isInCells = true
      if (styles.length + codes.size > MAX_FORMATS) throw new TooLarge('formats')
      if (element === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '')
      if (element === 'xf' && isInCells) styles.push(Number(attributes['numFmtId'] ?? 0))
    },
    close: (element) => {
      if (element === 'cellXfs') isInCells = false
    },
  })
  return styles.map((id) => isDateFormat(id, codes))
}

const LETTERS = 26
const MAX_COLUMN = 16_384
const MAX_LINE = 1_048_576

/** `AB12` → 27; a reference in another row, or none at all, is no place. */
const columnOf = (reference: string, line: number): number => {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference)
  const column = [...(match?.[1] ?? '')].reduce((sum, letter) => sum * LETTERS + letter.charCodeAt(0) - 64, 0)
  if (!match || Number(match[2]) !== line || column > MAX_COLUMN) throw new RangeError(`no cell ${reference}`)
  return column - 1
}

interface Reading {
  readonly context: ValueContext
  readonly cells: Allowance
  readonly bounds: WorkbookBounds
}

/** Cells and rows say where they stand, or take the place after the one before (18.3.1.4, 18.3.1.73). */
const sheetReader = ({ context, cells: budget, bounds }: Reading) => {
  const rows: TableRow[] = []
  const state = { line: 0, column: -1, isInData: false, isPhonetic: false, isCut: false }
  let cells = new Map<number, Cell>()
  let raw: { -readonly [Key in keyof RawCell]: RawCell[Key] } | null = null

  const openCell = (attributes: Readonly<Record<string, string>>) => {
    const place = attributes['r'] === undefined ? state.column + 1 : columnOf(attributes['r'], state.line)
    if (place <= state.column || place >= MAX_COLUMN) throw new RangeError('cells out of order')
    state.column = place
    raw = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: null, inline: null, formula: null }
  }
  const closeCell = () => {
    const cell = raw === null ? null : cellOf(raw, context)
    raw = null
    if (cell === null || cell.text.trim() === '') return
    budget.take(1)
    if (cell.text.length > MAX_CELL_CHARACTERS) throw new TooLarge('characters in a cell')
    cells.set(state.column, cell)
  }
  const openRow = (place: string | undefined) => {
    const line = place === undefined ? state.line + 1 : Number(place)
    if (!Number.isInteger(line) || line <= state.line || line > MAX_LINE) throw new RangeError('rows out of order')
    Object.assign(state, { line, column: -1 })
    cells = new Map()
  }
  const closeRow = () => {
    if (cells.size === 0) return
    if (rows.length === bounds.maxRows) state.isCut = true
    else rows.push({ line: state.line, cells })
  }
  const take = (element: string, text: string) => {
    if (raw === null) return
    if (element === 'v') raw.value = text
    if (element === 'f') raw.formula = text
    if (element === 't' && !state.isPhonetic) raw.inline = (raw.inline ?? '') + text
    if (element === 'c') closeCell()
  }
  return {
    handler: {
      open: (element: string, attributes: Readonly<Record<string, string>>) => {
        if (element === 'sheetData') state.isInData = true
        if (!state.isInData) return
        if (element === 'row') openRow(attributes['r'])
        if (element === 'c') openCell(attributes)
        if (element === 'rPh') state.isPhonetic = true
      },
      close: (element: string, text: string) => {
        if (element === 'sheetData') state.isInData = false
        if (element === 'rPh') state.isPhonetic = false
        if (element === 'row' && state.isInData) closeRow()
        else take(element, text)
      },
      isDone: () => state.isCut,
    },
    rows,
    isCut: () => state.isCut,
  }
}

/** Throws `TooLarge` beyond a bound; anything else thrown means that the file is no sound workbook. */
export const readSheets = async (bytes: Buffer, bounds: WorkbookBounds): Promise<readonly Sheet[]> => {
  const file = await openPackage(bytes, allowance('characters', MAX_CHARACTERS))
  const main = (await relationsOf(file, '')).find((relation) => relation.type === 'officeDocument')?.target
  if (main === undefined) throw new RangeError('no workbook')
  const relations = await relationsOf(file, main)
  const partOf = (type: string) => relations.find((relation) => relation.type === type)?.target
  const { sheets, is1904 } = await contentsOf(file, main)
  const context: ValueContext = { is1904, strings: await stringsOf(file, partOf('sharedStrings')), isDate: await dateStylesOf(file, partOf('styles')) }
  const cells = allowance('cells', MAX_CELLS)
  const read: Sheet[] = []
  for (const { name, relation } of sheets) {
    const target = relations.find(({ id, type }) => id === relation && type === 'worksheet')?.target
    // A sheet may be a chart.
    if (target === undefined) continue
    const reader = sheetReader({ context, cells, bounds })
    await file.read(target, reader.handler)
    read.push({ name, rows: reader.rows, isCut: reader.isCut() })
  }
  return read
}
