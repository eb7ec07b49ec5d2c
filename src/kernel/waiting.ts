/** Who waits in which state of a record, and for which act: one table per record, by which desks, reminders and bells are fed. */
import type { Actor, Role } from './actor.ts'

export interface Wait<Act extends string = string, Of extends string = string> {
  readonly act: Act
  /** The place in the record that has the next word: a side of it, a person named in it, or the market as a whole. */
  readonly of: Of
  /** In which roles. None: whoever stands in that place in person. */
  readonly roles: readonly Role[]
}

/** Every state has its line. An empty one: the time, the bank or another record moves it on. */
export type Waits<State extends string = string, Act extends string = string, Of extends string = string> = Readonly<Record<State, readonly Wait<Act, Of>[]>>

/** A line of the table that can concern somebody, with the organisations for which it does. */
export interface Claim<State extends string = string, Act extends string = string, Of extends string = string> {
  readonly state: State
  readonly act: Act
  readonly of: Of
  readonly organisationIds: readonly string[]
}

export const claimsOf = <State extends string, Act extends string, Of extends string>(
  waits: Waits<State, Act, Of>,
  actor: Actor,
): readonly Claim<State, Act, Of>[] =>
  (Object.entries(waits) as [State, readonly Wait<Act, Of>[]][]).flatMap(([state, lines]) =>
    lines.flatMap(({ act, of, roles }) => {
      const held = actor.mandates.filter(({ role }) => roles.includes(role)).map(({ organisationId }) => organisationId)
      const concerns = roles.length === 0 ? actor.personId !== null : held.length > 0
      return concerns ? [{ state, act, of, organisationIds: [...new Set(held)] }] : []
    }),
  )

/** The acts for which the record waits, each once. */
export const actsAwaited = <State extends string, Act extends string>(claims: readonly Claim<State, Act>[], state: State): readonly Act[] => [
  ...new Set(claims.filter((claim) => claim.state === state).map(({ act }) => act)),
]
