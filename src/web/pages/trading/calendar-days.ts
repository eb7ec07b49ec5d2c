/** The days of the calendar strip: auctions that are scheduled, and lots that are announced to open. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { dateOf, parseInstant } from '#kernel/instant.ts'

interface Named {
  readonly lotId: string
  readonly title: Bilingual
}

interface ScheduledDay {
  readonly date: string
  readonly opening: number
  readonly live: number
  readonly auctions: readonly Named[]
}

interface AnnouncedLot {
  readonly id: string
  readonly title: Bilingual
  readonly opensAt: string | null
  readonly auctionId: string | null
}

export interface StripDay {
  readonly date: string
  readonly opening: number
  readonly goingOn: number
  readonly named: Named | null
}

/** A lot whose notice still runs has no auction yet, but a day on which it is to open: without it the second week would look empty. */
const dayOf = ({ opensAt, auctionId }: AnnouncedLot) => (opensAt === null || auctionId !== null ? null : dateOf(parseInstant(opensAt)))

/** A lot whose notice still runs has no auction yet, but a day on which it is to open: without it the second week would look empty. */
export const stripDays = (days: readonly ScheduledDay[], announced: readonly AnnouncedLot[]): readonly StripDay[] =>
  days.map(({ date, opening, live, auctions }) => {
    const toOpen = announced.filter((lot) => dayOf(lot) === date).map(({ id, title }) => ({ lotId: id, title }))
    // In the order of opening: those of earlier days that go on come first. A day is named by what begins on it.
    const goingOn = live - opening
    const { lotId, title } = auctions[goingOn] ?? toOpen[0] ?? auctions[0] ?? {}
    return { date, opening: opening + toOpen.length, goingOn, named: lotId && title ? { lotId, title } : null }
  })
