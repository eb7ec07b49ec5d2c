/** Keyset pages by time and id, in either direction. */
import { instant, type Instant } from '#kernel/instant.ts'

export interface Place {
  readonly at: Instant
  readonly id: string
}

/** Null for a cursor that is not ours: the caller starts from the beginning. */
export const placeOf = (cursor: string | undefined): Place | null => {
  const match = /^(\d{1,15})\.([a-z]+_[0-9a-z]+)$/.exec(cursor ?? '')
  return match?.[1] !== undefined && match[2] !== undefined ? { at: instant(Number(match[1])), id: match[2] } : null
}

export const pageFrom = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  shape: { readonly item: (row: Row) => Item; readonly cursor: (row: Row) => string },
): { readonly items: Item[]; readonly nextCursor: string | null; readonly total: null } => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown.map(shape.item), nextCursor: rows.length > limit && last !== undefined ? shape.cursor(last) : null, total: null }
}
