import { actsFor, type Actor } from '#kernel/actor.ts'

/** True when the actor may read the body of a fact: public ones anyone, others the persons and organisations named. */
export const mayRead = (visibleTo: 'public' | readonly string[], actor: Actor): boolean =>
  visibleTo === 'public' || actor.kind === 'system' || visibleTo.some((id) => id === actor.personId || actsFor(actor, id))
