/** How somebody wants to hear by letter of what stands in the inbox. Service goes out at once whatever was chosen. */
import { dateOf, HOUR_MS, later, startOfDay, type Instant } from '#kernel/instant.ts'
import { addCalendarDays } from '#kernel/business-calendar.ts'

export const MAIL_CHOICES = ['each', 'daily', 'none'] as const
export type MailChoice = (typeof MAIL_CHOICES)[number]

/** For who never chose: one letter a day, and none when nothing happened. */
export const USUAL_CHOICE: MailChoice = 'daily'

/** Half past eight in Beijing, before the working day. */
const DIGEST_MS = 8.5 * HOUR_MS

/** The next time at which letters of a day go out, strictly after `now`. */
export const nextDigest = (now: Instant): Instant => {
  const today = later(startOfDay(dateOf(now)), DIGEST_MS)
  return today > now ? today : later(startOfDay(addCalendarDays(dateOf(now), 1)), DIGEST_MS)
}

/** Whether an item goes out in a letter of its own, with the next daily one, or in none. */
export const letterFor = (choice: MailChoice, isService: boolean): 'now' | 'daily' | 'none' =>
  isService || choice === 'each' ? 'now' : choice === 'daily' ? 'daily' : 'none'
