/** What happens to a box by itself: each reads again and decides again. */
import { ok, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { closeNow, giveUp, planClose } from './steps.ts'
import { lockBox } from './store.ts'

export const closeDue = async (act: Act, id: string): Promise<Result<unknown>> => {
  const box = await lockBox(act.tx, id)
  if (!box || (box.state !== 'open' && box.state !== 'awaiting_officers')) return ok(null)
  if (act.now < box.closesAt) {
    planClose(act, box)
    return ok(null)
  }
  return closeNow(act, box, box.closesAt)
}

export const giveUpDue = async (act: Act, id: string): Promise<Result<unknown>> => {
  const box = await lockBox(act.tx, id)
  return box?.openBy && act.now >= box.openBy ? giveUp(act, box) : ok(null)
}
