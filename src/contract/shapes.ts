/** Wire shapes that every contract shares. Amounts travel as decimal strings of minor units (fen), instants as ISO 8601 in UTC. */
import { toIso, type Instant } from '#kernel/instant.ts'
import { z } from 'zod'

const AMOUNT = /^(0|[1-9]\d{0,17})$/

/** Input amount in minor units: a decimal string, handed to the command as bigint. At most 18 digits, so it fits int8. */
export const amountInput = z
  .string()
  .regex(AMOUNT)
  .transform((text) => BigInt(text))
/** Output amount in minor units (may be negative in balances): a bigint, or the decimal string that it is on the wire. */
export const amountOutput = z.preprocess((minor: bigint | string) => String(minor), z.string().regex(/^-?\d{1,19}$/))
/**
 * The kernel knows no time before 1900, and none after 9999 that a period could still be added to. Nothing on a market is dated that far
 * off: such a year is a slip of the hand and is told at its field. An instant of 1900 may lie before it in Hangzhou.
 */
export const instantShape = z.iso.datetime({ offset: true }).regex(/^(?:19(?!00)\d\d|2\d{3})/)
/** Output instant: as the program knows it, or the ISO 8601 text that it is on the wire. */
export const instantOutput = z.preprocess((at: Instant | string) => (typeof at === 'number' ? toIso(at) : at), instantShape)
/** Calendar date in the market's zone (Asia/Shanghai), `YYYY-MM-DD`. */
export const dateShape = z.iso.date().regex(/^(?:19\d\d|2\d{3})/)
export const idShape = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[0-9a-z]{20,32}$`))
/** A number or code as people type and paste it: full-width signs are the same signs. */
export const figureInput = (pattern: RegExp) =>
  z
    .string()
    .max(200)
    .transform((typed) => typed.normalize('NFKC').trim())
    .pipe(z.string().regex(pattern))
/** Text in both languages; English may be empty while a translation is awaited. */
export const bilingualInput = (max: number) => z.object({ zh: z.string().trim().min(1).max(max), en: z.string().trim().max(max) })
export const bilingualShape = z.object({ zh: z.string(), en: z.string() })
/** Share in basis points: 10000 = 100 %. */
export const basisPoints = z.int().min(0).max(10_000)

export const pageInput = { cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(20) }
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int().nullable() })

/** Every act that concerns the asker, with what stands against it now. */
export const actsShape = <const Acts extends readonly [string, ...string[]]>(acts: Acts) =>
  z.array(
    z.object({
      act: z.enum(acts),
      refusal: z.object({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])) }).nullable(),
    }),
  )

/** Something that waits for the asker. Where it stands on a screen is the screen's to know. */
export const waitingShape = z.object({
  /** Kind of record, of its own over all modules. */
  kind: z.string(),
  id: z.string(),
  /** The record on whose page it is worked off, where that is another one. */
  within: z.string().nullable(),
  /** By which people call it. */
  number: z.string().nullable(),
  title: bilingualShape.nullable(),
  /** What it waits for; `waiting.<kind>.<act>` in the words of its module. */
  act: z.string(),
  /** How many alike are worked off in one list, of which this is the oldest; null: this one alone. */
  count: z.number().int().nullable(),
  since: instantOutput,
  /** Null: nothing happens by itself. */
  until: instantOutput.nullable(),
})
export type Waiting = Omit<z.infer<typeof waitingShape>, 'since' | 'until'> & { readonly since: Instant; readonly until: Instant | null }

/** Most of one kind that are told; who has more works these off first. */
export const MOST_WAITING = 50
/** Rows looked at for them: a verdict takes some away. */
export const MOST_LOOKED_AT = 4 * MOST_WAITING
