/** What an actor may do with a record: one verdict for each act, by which commands decide, which reads return and pages draw. */
import type { Refusal, Result } from './result.ts'

export interface Verdict<Act extends string> {
  act: Act
  /** Null: allowed now. */
  refusal: { code: string; params: Record<string, string | number | boolean | null> } | null
}

const shown = ({ code, params }: Refusal): Verdict<string>['refusal'] => ({ code, params: { ...params } })

/** In the order of the table; what is undefined is no concern of the actor's and is not spoken of. */
export const verdictsOf = <Act extends string>(table: Readonly<Record<Act, Result<unknown> | undefined>>): Verdict<Act>[] =>
  (Object.entries(table) as [Act, Result<unknown> | undefined][]).flatMap(([act, result]) =>
    result === undefined ? [] : [{ act, refusal: result.ok ? null : shown(result.refusal) }],
  )

export const isAllowed = <Act extends string>(verdicts: readonly Verdict<Act>[], act: Act): boolean =>
  verdicts.some((verdict) => verdict.act === act && verdict.refusal === null)
