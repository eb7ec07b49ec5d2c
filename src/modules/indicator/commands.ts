import { ok } from '#kernel/result.ts'
import type { Act, Fact } from '#platform/command/act.ts'
import type { Commands } from '#platform/command/module.ts'
import { factById, factsFrom } from '#platform/outbox/facts.ts'
import type { indicatorContract } from './api.ts'
import { indicatorFacts } from './facts.ts'
import { reactions } from './reactions.ts'
import { forgetEverything, takeTurn } from './store.ts'

const BATCH = 2_000

/**
 * Figures are a view of the facts: made again from the first fact on, they come out the same. Returns how many facts counted.
 * A fact may have been counted in the moment before it got its place in the log; those are looked up one by one.
 */
const rebuildFigures = async (act: Act): Promise<number> => {
  const byType = new Map(reactions.filter(({ isRetired }) => !isRetired).map((reaction) => [reaction.on.type, reaction]))
  await takeTurn(act.tx)
  const left = new Set(await forgetEverything(act.tx))
  let counted = 0
  const count = async (fact: Fact) => {
    const reaction = byType.get(fact.type)
    if (!reaction) return
    await reaction.handle(act, fact)
    left.delete(fact.id)
    counted += 1
  }
  for (let position: bigint | null = 0n; position !== null;) {
    const facts: Awaited<ReturnType<typeof factsFrom>> = await factsFrom(act.tx, position, BATCH)
    for (const { fact } of facts) await count(fact)
    const last = facts.at(-1)
    position = last && facts.length === BATCH ? last.position + 1n : null
  }
  for (const id of [...left].toSorted()) {
    const logged = await factById(act.tx, id)
    if (logged) await count(logged.fact)
  }
  return counted
}

export const commands: Commands<typeof indicatorContract, 'rebuild'> = {
  rebuild: async (act) => {
    const facts = await rebuildFigures(act)
    act.publish(indicatorFacts.rebuilt, { subject: 'indicator', body: { facts } })
    return ok({ facts })
  },
}
