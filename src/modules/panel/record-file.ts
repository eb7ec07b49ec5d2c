/** Reads the record of a panel from a file and judges it. Needs Node alone. */
import { faultsOfPanel, PANEL_RECORD_FORMAT, type PanelRecord } from './core/record.ts'
import { sha256 } from './digest.ts'

type Loose = Readonly<Record<string, unknown>>
const isObject = (given: unknown): given is Loose => typeof given === 'object' && given !== null

const LISTS = ['pool', 'sides', 'gone', 'experts', 'criteria', 'items', 'sheets', 'marks'] as const

/** The faults of what says that it is the record of a panel; null where it is something else. Never throws. */
export const judgePanel = (given: unknown): readonly string[] | null => {
  if (!isObject(given) || given['format'] !== PANEL_RECORD_FORMAT) return null
  const missing = LISTS.filter((name) => !Array.isArray(given[name]))
  if (missing.length > 0) return [`the record lacks ${missing.join(', ')}`]
  try {
    return faultsOfPanel(sha256, given as unknown as PanelRecord)
  } catch (error) {
    return [`the record cannot be read: ${(error as Error).message}`]
  }
}

/** The marks that the record of a panel says, by item. */
export const marksIn = (given: unknown): ReadonlyMap<string, unknown> => {
  const marks = isObject(given) && Array.isArray(given['marks']) ? (given['marks'] as unknown[]) : []
  return new Map(marks.filter(isObject).map((mark) => [String(mark['item']), mark['markBasisPoints']]))
}
