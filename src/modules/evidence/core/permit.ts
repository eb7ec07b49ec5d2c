import { speaksFor, type Actor } from '#kernel/actor.ts'

/** True when the actor may read the body of a fact: public ones anyone, others the persons and organisations named. */
export const mayRead = (visibleTo: 'public' | readonly string[], actor: Actor): boolean =>
  visibleTo === 'public' || actor.kind === 'system' || visibleTo.some((id) => id === actor.personId || speaksFor(actor, id))

/** The ids under which the actor reads: the same rule as `mayRead`, for asking many facts at once. */
export const readersOf = (actor: Actor): readonly string[] | 'all' =>
  actor.kind === 'system'
    ? 'all'
    : [...(actor.personId === null ? [] : [actor.personId]), ...actor.mandates.map((mandate) => mandate.organisationId).filter((id) => speaksFor(actor, id))]
