/** What is kept of a form while somebody types, and what never is. */

/** As a form sends it: one value for a name, or several. */
export type Typed = Record<string, string | string[]>

/** Of one draft, as JSON text: with its address it passes the door, which takes 64 KiB. The longest disclosure fills two thirds of it. */
export const MOST_DRAFT_BYTES = 60 * 1024
/** Of one person. The one that was left longest gives way to the next. */
export const MOST_DRAFTS = 40
/** One person may save this often in a minute: somebody who types in three windows saves about forty times. */
export const MOST_SAVES_PER_MINUTE = 120
/** After so many days without a word typed a draft is erased. */
export const DRAFT_DAYS = 90

/** The road's own values, which say nothing of what was typed. */
const OF_THE_ROAD = /^(?:intent|act|idempotencyKey|draft\..*)$/
/**
 * Never kept, in whatever form the name stands: what proves who somebody is, where money is paid out, and what is secret until a lot is decided
 * (bids and reserve prices). A draft stands in the database as it was typed.
 */
const NEVER = /password|secret|proof|token|totp|^code$|(?:^|\.)(?:number|accountNumber|reserveMinor|amountMinor|bidMinor|sealed\w*)(?:\.unit)?$/i
/** Numbers of papers, which everybody may read. */
const PUBLIC_NUMBERS: ReadonlySet<string> = new Set(['registration.number'])

/** Whether what is typed under this name may be kept. */
export const isKeepable = (name: string): boolean => !OF_THE_ROAD.test(name) && (PUBLIC_NUMBERS.has(name) || !NEVER.test(name))

/** What is kept of it; the store asks again, whatever a page sends. */
export const keepable = (typed: Typed): Typed => Object.fromEntries(Object.entries(typed).filter(([name]) => isKeepable(name)))
