import { organisationsOf, speaksFor, type Actor } from '#kernel/actor.ts'

/** The ids under which the actor reads: the same rule as `mayRead` of the kernel, for asking many facts at once. */
export const readersOf = (actor: Actor): readonly string[] | 'all' =>
  actor.kind === 'system' ? 'all' : [...(actor.personId === null ? [] : [actor.personId]), ...organisationsOf(actor).filter((id) => speaksFor(actor, id))]
