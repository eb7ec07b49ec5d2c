import { speaksFor, type Actor } from '#kernel/actor.ts'

/** The ids under which the actor reads: the same rule as `mayRead` of the kernel, for asking many facts at once. */
export const readersOf = (actor: Actor): readonly string[] | 'all' =>
  actor.kind === 'system'
    ? 'all'
    : [...(actor.personId === null ? [] : [actor.personId]), ...actor.mandates.map((mandate) => mandate.organisationId).filter((id) => speaksFor(actor, id))]
