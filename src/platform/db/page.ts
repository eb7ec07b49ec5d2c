/** Keyset pages: a cursor is the last row's place, so rows that come meanwhile shift nothing. */

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
