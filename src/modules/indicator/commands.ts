import { ok } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { factsFrom } from '#platform/outbox/facts.ts'
import type { indicatorContract } from './api.ts'
import { reactions } from './reactions.ts'
import { forgetEverything } from './store.ts'

const BATCH = 2_000

/** Figures are a view of the facts: made again from the first fact on, they come out the same. Returns how many facts counted. */
export const rebuildFigures = async (act: Act): Promise<number> => {
  const byType = new Map(reactions.map((reaction) => [reaction.on, reaction]))
  await forgetEverything(act.tx)
  let counted = 0
  for (let position = 0n; ; ) {
    const facts = await factsFrom(act.tx, position, BATCH)
    for (const { fact } of facts) {
      const reaction = byType.get(fact.type)
      if (!reaction) continue
      await reaction.handle(act, fact)
      counted += 1
    }
    const last = facts.at(-1)
    if (!last || facts.length < BATCH) return counted
    position = last.position + 1n
  }
}

export const commands: Commands<typeof indicatorContract, 'rebuild'> = {
  rebuild: async (act) => {
    const facts = await rebuildFigures(act)
    act.publish({ type: 'indicator.rebuilt', subject: 'indicator', body: { facts }, visibleTo: 'public' })
    return ok({ facts })
  },
}
