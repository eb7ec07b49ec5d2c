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
