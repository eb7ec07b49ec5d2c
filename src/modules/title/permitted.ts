/** The right, locked, when the actor may do this with it now. */
import { refuse, ok, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { permitOnRight, type RightAct } from './core/acts.ts'
import { handledRight, lockRight, type RightRow } from './store.ts'

export const permitted = async (act: Act, name: RightAct, achievementId: string): Promise<Result<RightRow>> => {
  const right = await lockRight(act.tx, achievementId)
  if (!right) return refuse('title.not_found')
  const verdict = permitOnRight(name, act.actor, await handledRight(act.tx, right))
  return verdict.ok ? ok(right) : verdict
}
