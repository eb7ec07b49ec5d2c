/** How much of a workbook is read. Every bound is met while reading, before anything is laid out in memory. */

export interface WorkbookBounds {
  /** Filled rows read of each sheet. */
  readonly maxRows: number
}

export const MAX_ENTRIES = 500
/** Of all parts together, as stated by the directory and as counted while unpacking. */
export const MAX_UNPACKED_BYTES = 120 * 1024 * 1024
export const MAX_SHEETS = 60
/** Filled cells of all sheets read, and the strings that they share. */
export const MAX_CELLS = 400_000
export const MAX_STRINGS = 400_000
/** Characters of all strings and cells together. */
export const MAX_CHARACTERS = 40_000_000
/** A spreadsheet takes no more in one cell. */
export const MAX_CELL_CHARACTERS = 32_767
export const MAX_DEPTH = 64
export const MAX_FORMATS = 70_000

/** The file asks for more than a bound allows. */
export class TooLarge extends Error {
  constructor(what: string) {
    super(`too many ${what}`)
    this.name = 'TooLarge'
  }
}

/** Counts down; throws `TooLarge` below nothing. */
export const allowance = (what: string, amount: number) => {
  let left = amount
  return {
    take: (count: number): void => {
      left -= count
      if (left < 0) throw new TooLarge(what)
    },
  }
}
export type Allowance = ReturnType<typeof allowance>
