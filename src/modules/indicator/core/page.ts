/** Keyset pages: a cursor is the last row's place, so rows that come meanwhile shift nothing. */
import { instant, type Instant } from '#kernel/instant.ts'

export interface Place {
  readonly at: Instant
  readonly factId: string
}

export const cursorOf = ({ at, factId }: Place): string => `${at}.${factId}`

/** Null for a cursor that is not ours: the caller starts from the beginning. */
export const placeOf = (cursor: string | undefined): Place | null => {
  const match = /^(\d{1,15})\.([a-z]+_[0-9a-z]+)$/.exec(cursor ?? '')
  return match?.[1] !== undefined && match[2] !== undefined ? { at: instant(Number(match[1])), factId: match[2] } : null
}
