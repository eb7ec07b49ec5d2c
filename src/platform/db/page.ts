/** Keyset pages: a cursor is the last row's place, so rows that come meanwhile shift nothing. */
import { instant, type Instant } from '#kernel/instant.ts'

export interface Place {
  readonly rank: string
  readonly id: string
}

export const cursorOf = (rank: number | bigint, id: string): string => `${rank}.${id}`

/** Null for the first page and for a cursor that is not ours. */
export const placeOf = (cursor: string | undefined): Place | null => {
  const match = /^(-?\d{1,18})\.([a-z]{2,8}_[0-9a-z]{1,40})$/.exec(cursor ?? '')
  return match?.[1] !== undefined && match[2] !== undefined ? { rank: match[1], id: match[2] } : null
}

/** A place in a list that is ordered by an instant and the id. */
export const timePlaceOf = (cursor: string | undefined): { readonly at: Instant; readonly id: string } | null => {
  const place = placeOf(cursor)
  return place === null ? null : { at: instant(Number(place.rank)), id: place.id }
}

/** Cuts the page off a list that was read with one row more than asked for; `cursor` names the place of a row. */
export const cutPage = <Row>(
  rows: readonly Row[],
  limit: number,
  cursor: (row: Row) => string,
): { readonly items: readonly Row[]; readonly nextCursor: string | null } => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursor(last) : null }
}

interface PageShape<Row, Item> {
  readonly item: (row: Row) => Item
  readonly cursor: (row: Row) => string
}

/** The page as an answer, where the whole is not counted. */
export const pageFrom = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  { item, cursor }: PageShape<Row, Item>,
): { readonly items: Item[]; readonly nextCursor: string | null; readonly total: null } => {
  const { items, nextCursor } = cutPage(rows, limit, cursor)
  return { items: items.map(item), nextCursor, total: null }
}
