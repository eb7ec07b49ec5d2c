/** How a module hears of others: by their declared facts, each read by its schema before anything is done. */
import type { FactKind, Heard } from '#contract/fact.ts'
import type { Result } from '#kernel/result.ts'
import type { Act, Fact } from './act.ts'
import type { Reaction } from './module.ts'

/** A body that does not fit its declaration fails here, loudly: the work is tried again and then parked where an operator sees it. */
export const reaction = <Kind extends FactKind>(on: Kind, name: string, handle: (act: Act, fact: Fact<Heard<Kind>>) => Promise<Result<unknown>>): Reaction => ({
  on,
  name,
  handle: (act, fact) => handle(act, { ...fact, body: on.body.parse(fact.body) as Heard<Kind> }),
})

export const retired: typeof reaction = (on, name, handle) => ({ ...reaction(on, name, handle), isRetired: true })
