/** A demonstration starts with the fictional bank; everything else in the books comes from what people do. */
import { ok, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { openDemoBank } from './demo.ts'

export const openDemoChart = async (act: Act): Promise<Result<{ readonly accountNumber: string }>> => {
  const bank = await openDemoBank(act)
  return ok({ accountNumber: bank.accountNumber })
}
