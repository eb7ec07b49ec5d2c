/**
 * Facts as data: what a module tells, declared once, so that who publishes cannot misspell a word and who hears gets a body that was read by its schema.
 * On the wire a body stays what it is, plain JSON: `z.input` of the schema is what is published, `z.output` what is heard.
 */
import { z } from 'zod'
import type { Json } from '#kernel/canonical-json.ts'
import { parseInstant } from '#kernel/instant.ts'

/** `public`: anybody may read the body. `named`: only the persons and organisations named beside it. `either`: each telling decides. */
export type Readers = 'public' | 'named' | 'either'

export type Body = Readonly<Record<string, Json>>

export interface Seen<Said = Body> {
  readonly type: string
  readonly subject: string
  readonly visibleTo: 'public' | readonly string[]
  /** As it stands on the wire; one of an earlier version may lack what was added later. */
  readonly body: Said
}

/** What a live watcher sees of a fact, or null for nothing. Written once, sent to every socket. */
export type Frame<Said = Body> = (fact: Seen<Said>) => { readonly event: string; readonly data: Body } | null

export interface FactKind<Schema extends z.ZodType = z.ZodType, Who extends Readers = Readers> {
  /** `module.past_tense`, e.g. `auction.bid_accepted`. */
  readonly type: string
  readonly version: number
  readonly body: Schema
  readonly readers: Who
  readonly watched: Frame | null
  /** Comes faster than a page can be drawn: a page from memory may be a moment behind it, its live stream is not. */
  readonly isSwift: boolean
  /** Nobody's affair in person: no inbox tells of it. */
  readonly isUntold: boolean
}

/** What is published of a fact. */
export type Told<Fact extends FactKind> = z.input<Fact['body']>
/** What is heard of it. */
export type Heard<Fact extends FactKind> = z.output<Fact['body']>
/** Any fact whose body has these members. */
export type FactWith<Known, Who extends Readers = Readers> = FactKind<z.ZodType<unknown, Known>, Who>

interface Declared<Shape extends z.ZodRawShape, Who extends Readers> {
  readonly readers: Who
  readonly body: Shape
  /** 1 where nothing is said. */
  readonly version?: number
  readonly watched?: Frame<never>
  readonly isSwift?: true
  readonly isUntold?: true
}

type Table = Readonly<Record<string, Declared<z.ZodRawShape, Readers>>>
type Kinds<Facts extends Table> = { readonly [Name in keyof Facts]: FactKind<z.ZodObject<Facts[Name]['body']>, Facts[Name]['readers']> }

/** The facts of a module by the second half of their wire names. */
export const factsOf = <const Facts extends Table>(module: string, table: Facts): Kinds<Facts> =>
  Object.fromEntries(
    Object.entries(table).map(([name, { readers, body, version = 1, watched = null, isSwift = false, isUntold = false }]) => [
      name,
      { type: `${module}.${name}`, version, body: z.object(body), readers, watched, isSwift, isUntold },
    ]),
  ) as unknown as Kinds<Facts>

/** A body of which the first half is the same for many facts. Only here the two halves meet, so that no teller needs a cast. */
export const whole = <Known extends object, Fact extends FactWith<Known>>(_fact: Fact, known: Known, rest: Omit<Told<Fact>, keyof Known>): Told<Fact> =>
  ({ ...known, ...rest }) as Told<Fact>

/** A member that facts of earlier versions did not have: it has to be published, and is heard as `before` where it is missing. */
export const since = <Schema extends z.ZodType>(schema: Schema, before: z.output<Schema>): z.ZodType<z.output<Schema>, z.input<Schema>> =>
  schema.optional().transform((value) => (value === undefined ? before : value)) as unknown as z.ZodType<z.output<Schema>, z.input<Schema>>

/** Words that bodies are made of. */
export const text = z.string()
export const figure = z.number()
export const flag = z.boolean()
/** A value whose kind another word of the body tells. */
export const value = z.custom<Json>((given) => given !== undefined)
export const bilingual = z.object({ zh: z.string(), en: z.string() }).readonly()
/** Minor units: a decimal string, heard as bigint. */
export const amount = z
  .string()
  .regex(/^-?\d{1,19}$/)
  .transform((minor) => BigInt(minor))
/** ISO 8601 in UTC, heard as an instant. */
export const moment = z.iso.datetime().transform((iso) => parseInstant(iso))
export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
