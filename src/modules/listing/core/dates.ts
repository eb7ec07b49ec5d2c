/** Every deadline of a lot with what it follows from, by the very functions that set it. */
import type { BusinessCalendar } from '#kernel/business-calendar.ts'
import type { Instant } from '#kernel/instant.ts'
import { reckonPeriod, reckonSpan, type Reckoned } from './reckoning.ts'
import { notBefore, reckonSchedule, reckonViewing } from './schedule.ts'

export const DATE_KEYS = ['noticeEnd', 'viewing', 'depositDue', 'opening', 'resultNotice', 'confirmation', 'signing', 'payment', 'reoffer'] as const
export type DateKey = (typeof DATE_KEYS)[number]

/** A notice as its clock runs: after a pause from its end, with the days that were left. */
export interface NoticeClock {
  readonly publishedAt: Instant
  readonly since: Instant
  readonly remaining: number
  readonly days: number
  readonly unit: 'cd' | 'wd'
  /** Null while it stands still. */
  readonly closesAt: Instant | null
  readonly ruleKey: string
}

export interface DatedLot {
  readonly isNegotiated: boolean
  readonly isAuction: boolean
  readonly viewingDays: number
  readonly viewingUntil: Instant | null
  readonly plannedOpensAt: Instant | null
  readonly depositDueAt: Instant | null
  readonly opensAt: Instant | null
  readonly notice: NoticeClock | null
  readonly result: NoticeClock | null
  /** When it ended without a sale that stands. */
  readonly endedAt: Instant | null
  readonly isToBeReoffered: boolean
}

/** How long what follows the sale takes, in the unit of its rule. */
export interface AfterSale {
  readonly signingDays: number
  readonly paymentDays: number
  readonly reofferDays: number
}

export interface LotDate {
  readonly key: DateKey
  /** On record; null: not known yet. */
  readonly at: Instant | null
  /** Null: it is counted from something that has not happened. */
  readonly reckoned: Reckoned | null
  /** The date on record is not the plain calculation: the clock stood still, or days off became known later. */
  readonly isMoved: boolean
  /** Working days that ran before the clock stood still; 0 where it never did. */
  readonly ranBefore: number
  /** Where nothing is reckoned yet: so many working days after the event. */
  readonly days: number | null
  readonly ruleKey: string | null
}

const plain = { ranBefore: 0, days: null } as const

const ofNotice = (key: DateKey, calendar: BusinessCalendar, clock: NoticeClock): LotDate => {
  const reckoned = reckonPeriod(calendar, clock.since, clock.remaining, clock.unit)
  const isRunning = clock.closesAt !== null
  return {
    key,
    at: clock.closesAt,
    reckoned: isRunning ? reckoned : null,
    isMoved: isRunning && reckoned.at !== clock.closesAt,
    ranBefore: clock.days - clock.remaining,
    days: isRunning ? null : clock.remaining,
    ruleKey: clock.ruleKey,
  }
}

interface Keys {
  readonly viewing: string | null
  readonly resultNotice: string
  readonly signing: string
  readonly payment: string
  readonly reoffer: string
}

const beforeSale = (calendar: BusinessCalendar, lot: DatedLot, keys: Keys): readonly LotDate[] => {
  const { notice } = lot
  if (notice === null) return []
  const viewing: readonly LotDate[] = lot.isAuction
    ? [
        {
          ...plain,
          key: 'viewing',
          at: lot.viewingUntil,
          reckoned: reckonViewing(calendar, notice.publishedAt, lot.viewingDays),
          isMoved: false,
          ruleKey: keys.viewing,
        },
      ]
    : []
  if (lot.isNegotiated || notice.closesAt === null) return viewing
  const { depositDue, opens } = reckonSchedule(calendar, notice.closesAt, notBefore(calendar, lot.plannedOpensAt, lot.viewingUntil))
  const dated = (key: DateKey, at: Instant | null, reckoned: Reckoned): LotDate => ({
    ...plain,
    key,
    at,
    reckoned,
    isMoved: at !== null && at !== reckoned.at,
    ruleKey: null,
  })
  return [...viewing, dated('depositDue', lot.depositDueAt, depositDue), dated('opening', lot.opensAt, opens)]
}

/** What a sale is followed by: counted once it has happened, and told before in days. */
const afterwards = (calendar: BusinessCalendar, lot: DatedLot, { after, keys }: { readonly after: AfterSale; readonly keys: Keys }): readonly LotDate[] => {
  if (lot.isToBeReoffered && lot.endedAt !== null) {
    const reckoned = reckonSpan(lot.endedAt, after.reofferDays)
    return [{ ...plain, key: 'reoffer', at: reckoned.at, reckoned, isMoved: false, ruleKey: keys.reoffer }]
  }
  const later = (key: DateKey, days: number, ruleKey: string): LotDate => ({ ...plain, key, at: null, reckoned: null, isMoved: false, days, ruleKey })
  const result = lot.result === null ? [] : [ofNotice('resultNotice', calendar, lot.result)]
  return [
    ...result,
    later('confirmation', after.signingDays, keys.signing),
    later('signing', after.signingDays, keys.signing),
    later('payment', after.paymentDays, keys.payment),
  ]
}

export const datesOf = (calendar: BusinessCalendar, lot: DatedLot, rest: { readonly after: AfterSale; readonly keys: Keys }): readonly LotDate[] => [
  ...(lot.notice === null ? [] : [ofNotice('noticeEnd', calendar, lot.notice)]),
  ...beforeSale(calendar, lot, rest.keys),
  ...(lot.notice === null ? [] : afterwards(calendar, lot, rest)),
]
