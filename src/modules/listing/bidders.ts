/** From an applicant to a bidder: the number is drawn only now, when its deposit is in the bank or stands confirmed. */
import { randomInt } from 'node:crypto'
import type { Act } from '#platform/command/act.ts'
import { bidderNumberFrom } from './core/application.ts'
import { APPLICATION } from './core/lifecycle.ts'
import type { DepositKind } from './core/words.ts'
import { listingFacts } from './facts.ts'
import { tellApplicant } from './telling.ts'
import { liveApplications, updateApplication, type ApplicationRow, type LotRow } from './store.ts'

const DRAW = 1_000_000_000

/** False where the table of states knows no such step. */
export const confirmBidder = async (act: Act, lot: LotRow, application: ApplicationRow, kind: DepositKind): Promise<boolean> => {
  const state = APPLICATION.next(application.state, 'confirm')
  if (state === null) return false
  const taken = new Set((await liveApplications(act.tx, lot.id)).flatMap((other) => other.bidderNumber ?? []))
  // Whom a lot is offered to after a default keeps the number under which its price stands in the record.
  const bidderNumber = lot.nextNumber ?? bidderNumberFrom(randomInt(DRAW), taken)
  await updateApplication(act.tx, application.id, { state, depositState: 'held', bidderNumber, confirmedAt: act.now })
  tellApplicant(act, application, listingFacts.deposit_confirmed, { bidderNumber, depositMinor: String(application.depositMinor), kind })
  return true
}
