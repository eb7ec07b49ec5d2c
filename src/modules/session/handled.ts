/** Rows as the verdicts on them see them. */
import type { Instant } from '#kernel/instant.ts'
import type { Handled, HandledEntry } from './core/acts.ts'
import { stateAt } from './core/lifecycle.ts'
import type { HandledSlot } from './core/roadshow-acts.ts'
import { slotPhase } from './core/roadshow.ts'
import type { SlotRow } from './store-roadshow.ts'
import type { EntryRow, SessionRow } from './store.ts'

export const handledOf = (row: SessionRow, lotCount: number, now: Instant): Handled => ({
  state: row.state,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  organiserId: row.organiserId,
  draftedBy: row.draftedBy,
  submittedBy: row.submittedBy,
  announcedAt: row.announcedAt,
  lotCount,
  now,
})

export const handledEntryOf = (entry: EntryRow, session: Handled): HandledEntry => ({
  session,
  standing: entry.standing,
  sellerOrganisationId: entry.sellerOrganisationId,
})

export const handledSlotOf = (slot: SlotRow, session: SessionRow, now: Instant): HandledSlot => ({
  state: slot.state,
  phase: slotPhase(slot, now),
  sessionState: stateAt(session, now),
  sellerOrganisationId: slot.sellerOrganisationId,
})
