/** What an actor may do with a record: one verdict for each act, by which commands decide, which reads return and pages draw. */
import type { Actor } from './actor.ts'
import { ok, type Refusal, type Result } from './result.ts'

export interface Verdict<Act extends string> {
  act: Act
  /** Null: allowed now. */
  refusal: { code: string; params: Record<string, string | number | boolean | null> } | null
}

/** What stands against an act of this actor on this record. */
export type Permit<On> = (actor: Actor, on: On) => Result<null>

const shown = ({ code, params }: Refusal): Verdict<string>['refusal'] => ({ code, params: { ...params } })

/** In the order of the table; what is undefined is no concern of the actor's and is not spoken of. */
export const verdictsOf = <Act extends string>(table: Readonly<Record<Act, Result<unknown> | undefined>>): Verdict<Act>[] =>
  (Object.entries(table) as [Act, Result<unknown> | undefined][]).flatMap(([act, result]) =>
    result === undefined ? [] : [{ act, refusal: result.ok ? null : shown(result.refusal) }],
  )

/** The first that refuses is the answer. */
export const inTurn =
  <On>(...permits: readonly Permit<On>[]): Permit<On> =>
  (actor, on) => {
    for (const permit of permits) {
      const verdict = permit(actor, on)
      if (!verdict.ok) return verdict
    }
    return ok(null)
  }

/** These say that the record or the act is not the actor's at all: it is not spoken of. */
const NO_CONCERN = /\.(?:not_found|forbidden)$/

/** Every act of the table that concerns the actor. */
export const actsBy =
  <Act extends string, On>(permits: Readonly<Record<Act, Permit<On>>>) =>
  (actor: Actor, on: On): Verdict<Act>[] => {
    const concerning = (permit: Permit<On>): Result<null> | undefined => {
      const verdict = permit(actor, on)
      return !verdict.ok && NO_CONCERN.test(verdict.refusal.code) ? undefined : verdict
    }
    const entries = (Object.entries(permits) as [Act, Permit<On>][]).map(([act, permit]) => [act, concerning(permit)])
    return verdictsOf(Object.fromEntries(entries) as Record<Act, Result<null> | undefined>)
  }

export const isAllowed = <Act extends string>(verdicts: readonly Verdict<Act>[], act: Act): boolean =>
  verdicts.some((verdict) => verdict.act === act && verdict.refusal === null)
