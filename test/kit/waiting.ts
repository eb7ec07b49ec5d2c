/** What the market says waits for somebody, as `kind.act` (with how many, where a list waits). */
import type { Actor } from '#kernel/actor.ts'
import type { TestMarket } from './market.ts'

export const waitingFor = async (m: Pick<TestMarket, 'as'>, actor: Actor): Promise<readonly string[]> => {
  const answered = await m.as(actor).desk.waiting({})
  if (!answered.ok) throw new Error(answered.refusal.code)
  return answered.value.items.map(({ kind, act, count }) => `${kind}.${act}${count === null ? '' : ` ×${count}`}`)
}
