/** The record of a revealed panel, from which anybody draws and adds up again. */
import type { Reader } from '#platform/db/transaction.ts'
import { lettered } from './core/draw.ts'
import { isSeated } from './core/panel.ts'
import { PANEL_RECORD_FORMAT } from './core/record.ts'
import { sha256 } from './digest.ts'
import { readCandidates, readItems, readPanel, readSeats, readSheets, readSides } from './store.ts'

/** Null before it is revealed. */
export const panelRecordOf = async (reader: Reader, id: string) => {
  const panel = await readPanel(reader, id)
  if (panel?.state !== 'revealed' || panel.seed === null) return null
  const [sides, seats, sheets] = await Promise.all([readSides(reader, id), readSeats(reader, id), readSheets(reader, id)])
  const locked = new Map(seats.filter(({ state }) => state === 'locked').map((seat) => [seat.personId, seat]))
  return {
    format: PANEL_RECORD_FORMAT,
    panel: id,
    seats: panel.seats,
    perUnit: panel.perUnit,
    poolDigest: panel.poolDigest,
    pool: (await readCandidates(reader, id)).map((candidate) => ({ ...candidate })),
    sides: sides.flatMap(({ side, commitment, nonce, barred }) => (commitment === null ? [] : [{ side, commitment, nonce, barred: [...barred] }])),
    seed: panel.seed,
    gone: seats.filter(({ state }) => !isSeated(state) && state !== 'silent').map(({ personId }) => personId),
    experts: seats.filter(({ state }) => isSeated(state) || state === 'silent').map(({ personId }) => personId),
    criteria: panel.criteria.map(({ key, weightBasisPoints }) => ({ key, weightBasisPoints })),
    items: (await readItems(reader, id)).map(({ key }) => key),
    sheets: lettered(sha256, panel.seed, [...locked.keys()]).map((personId) => ({
      salt: locked.get(personId)?.salt ?? '',
      digest: locked.get(personId)?.digest ?? '',
      sheet: (sheets.get(personId) ?? []).map(({ item, marks, opinion }) => ({ item, marks: { ...marks }, opinion })),
    })),
    marks: (panel.marks ?? []).map((mark) => ({ ...mark })),
  }
}
