/** When somebody who watches is reminded: a day before the opening, and an hour before it. */
import { DAY_MS, HOUR_MS, later, type Instant } from '#kernel/instant.ts'

export const REMINDERS = { day: DAY_MS, hour: HOUR_MS } as const
export type Reminder = keyof typeof REMINDERS

/** Those that are still to come; one whose time is past is not made up for. */
export const remindersOf = (opensAt: Instant, now: Instant): readonly { readonly kind: Reminder; readonly dueAt: Instant }[] =>
  (Object.keys(REMINDERS) as Reminder[]).map((kind) => ({ kind, dueAt: later(opensAt, -REMINDERS[kind]) })).filter(({ dueAt }) => dueAt > now)

/** A task that wakes early, because the opening moved, reminds nobody. */
export const isDue = (kind: Reminder, opensAt: Instant, now: Instant): boolean => now >= later(opensAt, -REMINDERS[kind]) && now < opensAt
