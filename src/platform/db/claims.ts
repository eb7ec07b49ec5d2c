/** Rows in which somebody has the next word, by the table of who waits. */
import { sql, type RawBuilder } from 'kysely'
import type { Claim } from '#kernel/waiting.ts'

/** `state`: the column that the table is about. `places`: where in the row each place of the table stands, for the claim's organisations. */
export const claimed = <State extends string, Act extends string, Of extends string>(
  claims: readonly Claim<State, Act, Of>[],
  state: RawBuilder<unknown>,
  places: Readonly<Record<Of, (organisationIds: readonly string[]) => RawBuilder<boolean>>>,
): RawBuilder<boolean> =>
  claims.length === 0
    ? sql<boolean>`false`
    : sql<boolean>`(${sql.join(
        claims.map((claim) => sql`(${state} = ${claim.state} and ${places[claim.of](claim.organisationIds)})`),
        sql` or `,
      )})`

/** For the market as a whole: whoever holds the role. */
export const anywhere = (): RawBuilder<boolean> => sql<boolean>`true`

/** The column names one of the claim's organisations. */
export const organisationIn =
  (column: RawBuilder<unknown>) =>
  (organisationIds: readonly string[]): RawBuilder<boolean> =>
    sql<boolean>`${column} = any(${[...organisationIds]})`
