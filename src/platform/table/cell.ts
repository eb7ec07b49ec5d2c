/** One table, whether it came as a workbook or as text: rows with the line a person sees, and cells that say what they are. */

/** `error`: the cell shows no value that could be taken: an error of a formula, a formula never computed, a number longer than a spreadsheet can keep. */
export type CellKind = 'text' | 'number' | 'date' | 'flag' | 'error'

export interface Cell {
  readonly kind: CellKind
  /** Dates as `YYYY-MM-DD`, with `THH:MM:SS` where there is a time; numbers as the shortest decimal of 15 digits; errors as shown. */
  readonly text: string
}

export interface TableRow {
  /** As the program that shows the table numbers it, from 1. */
  readonly line: number
  /** By column from 0; an empty cell is not there. */
  readonly cells: ReadonlyMap<number, Cell>
}

export interface Sheet {
  readonly name: string
  readonly rows: readonly TableRow[]
  /** There were more filled rows than may be read. */
  readonly isCut: boolean
}

/** What spreadsheets write for an error, also when it was copied as text. */
const ERROR_VALUE = /^#(?:N\/A|DIV\/0!|REF!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|UNKNOWN!|CONNECT!|GETTING_DATA|BUSY!|PYTHON!)$/i

export const textCell = (text: string): Cell => ({ kind: ERROR_VALUE.test(text.trim()) ? 'error' : 'text', text })
