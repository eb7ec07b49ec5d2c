/** Moves a lot along its table of states; a move the table does not know is refused with the state it is in. */
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { LOT, type LotEvent, type LotState } from '../core/lifecycle.ts'
import { lotRow, type LotRow } from '../store.ts'

export const notFound = () => refuse('listing.not_found')
export const applicationNotFound = () => refuse('listing.application.not_found')

export const nextState = (lot: Pick<LotRow, 'state'>, event: LotEvent): Result<LotState, 'listing.wrong_state'> => {
  const next = LOT.next(lot.state, event)
  return next === null ? refuse('listing.wrong_state', { state: lot.state }) : ok(next)
}

/** The row after the change, for the fact that tells of it. */
export const changed = async (act: Act, id: string): Promise<LotRow> => {
  const row = await lotRow(act.tx, id)
  if (!row) throw new Error(`listing: lot ${id} vanished`)
  return row
}
