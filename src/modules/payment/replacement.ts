/** A statement some lines of which nobody could read is replaced by the same statement, readable: the sum that waited leaves, the lines come. */
import { ok, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import { reverse } from '#modules/ledger/index.ts'
import { lockUnreadLine, setLineState } from './store-statements.ts'

export const replaceUnread = async (act: Act, statementId: string): Promise<Result<true>> => {
  const line = await lockUnreadLine(act.tx, statementId)
  // The lines moved nothing together: there is no sum that waits.
  if (line === undefined) return ok(true)
  const reversed = await reverse(act, line.transactionId)
  if (!reversed.ok) return reversed
  await setLineState(act.tx, line.id, { state: 'replaced' })
  return ok(true)
}
