/** How a lot moves and is told of, wherever that is decided. */
import type { Act } from '#platform/command/act.ts'
import { LOT, type LotEvent } from './core/lifecycle.ts'
import { lotRow, updateLot, type LotChange, type LotRow } from './store.ts'
import { tellAll, type LotFact, type RestOfLot } from './telling.ts'

/** Moves the lot if its table knows the event; false when it was moved before or has gone another way. */
export const move = async (act: Act, lot: LotRow, event: LotEvent, change: LotChange = {}): Promise<boolean> => {
  const next = LOT.next(lot.state, event)
  if (next === null) return false
  await updateLot(act.tx, lot.id, act.now, { ...change, state: next })
  return true
}

/** Tells of a lot as it stands after the step. */
export const told = async <Kind extends LotFact<'public'>>(act: Act, lot: LotRow, fact: Kind, rest: RestOfLot<Kind>): Promise<void> => {
  const row = await lotRow(act.tx, lot.id)
  if (row) tellAll(act, row, fact, rest)
}
