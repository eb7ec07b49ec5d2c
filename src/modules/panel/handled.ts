/** A panel as decisions about it need it: with the asker's side, the asker's seat, and whether somebody is late. */
import { holdsRole, organisationsOf, type Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import type { Act, View } from '#platform/command/act.ts'
import type { HandledPanel } from './core/acts.ts'
import { answerBy, SIDE_ROLES } from './core/panel.ts'
import { readSeats, readSides, type PanelRow, type SeatRow, type SideRow } from './store.ts'

export const REGULATOR_SIDE = 'regulator'
export const BAR_RULE = 'panel.bar'

const isOwn = (actor: Actor, { side, organisationId }: Pick<SideRow, 'side' | 'organisationId'>): boolean =>
  organisationId === null ? side === REGULATOR_SIDE && holdsRole(actor, 'regulator') : organisationsOf(actor, ...SIDE_ROLES).includes(organisationId)

export const sideOf = (actor: Actor, sides: readonly SideRow[]): SideRow | null => sides.find((side) => isOwn(actor, side)) ?? null
export const seatOf = (actor: Actor, seats: readonly SeatRow[]): SeatRow | null =>
  actor.personId === null ? null : (seats.find(({ personId }) => personId === actor.personId) ?? null)

export const isOverdue = (panel: PanelRow, seat: Pick<SeatRow, 'state' | 'drawnAt'>, now: Instant): boolean =>
  seat.state === 'drawn' && now >= answerBy(seat.drawnAt, panel)

export interface Around {
  readonly sides: readonly SideRow[]
  readonly seats: readonly SeatRow[]
}

export const aroundOf = async (asked: Act | View, panelId: string): Promise<Around> => {
  const reader = 'tx' in asked ? asked.tx : asked.reader
  return { sides: await readSides(reader, panelId), seats: await readSeats(reader, panelId) }
}

export const handledFrom = (actor: Actor, panel: PanelRow, { sides, seats }: Around, now: Instant): HandledPanel => {
  const side = sideOf(actor, sides)
  return {
    ...panel,
    side: side && { isSealed: side.commitment !== null, isUnsealed: side.nonce !== null },
    seat: seatOf(actor, seats)?.state ?? null,
    hasOverdue: seats.some((seat) => isOverdue(panel, seat, now)),
    now,
  }
}
