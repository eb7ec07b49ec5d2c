/**
 * The units of a lot after the first: each is sold by a lot of its own, joined to the first, so that notice of the result, contract, default and re-offer are its
 * buyer's alone. It stands as after a hammer; checks, notice and record are those of the first, and so are application and deposit, which were given to that one.
 */
import { reserveBeside } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import { changed } from './commands/moving.ts'
import { termsOf } from './disposal.ts'
import { followUp } from './settling.ts'
import { move } from './steps.ts'
import { checksOf, insertCheck, insertLot, updateLot, type LotRow } from './store.ts'
import { tellUnit } from './telling.ts'

export interface UnitSale {
  readonly organisationId: string
  readonly number: number
  readonly priceMinor: bigint
}

/** What the first one said, without what is behind it now that the unit is sold. */
const insertUnit = async (act: Act, lot: LotRow, unitNo: number): Promise<string> => {
  const lotId = act.newId('lot')
  const { title, summary, terms, qualifications, noticeUnit, method, methodTerms, rules, sellerOrganisationId, achievementId, createdBy } = lot
  await insertLot(act.tx, {
    id: lotId,
    sellerOrganisationId,
    achievementId,
    content: {
      ...termsOf(lot, null),
      title,
      summary,
      terms,
      qualifications,
      noticeUnit,
      method,
      methodTerms,
      consignment: lot.consignment,
      rules: [...rules],
      units: null,
      reserveMinutes: null,
      extension: null,
      plannedOpensAt: null,
    },
    commitment: null,
    predecessorId: null,
    reofferDecisionId: null,
    createdBy,
    now: act.now,
  })
  for (const { aspect, outcome, reason, checkedBy, checkedAt } of await checksOf(act.tx, lot.id, lot.round))
    await insertCheck(act.tx, { lotId, round: 1, aspect, outcome, reason, checkedBy, checkedAt })
  await updateLot(act.tx, lotId, act.now, {
    round: 1,
    unitOf: lot.id,
    unitNo,
    ...(lot.procedureId === null ? {} : { procedureId: lot.procedureId }),
    ...(lot.noticeId === null || lot.noticeClosesAt === null ? {} : { noticeId: lot.noticeId, noticeClosesAt: lot.noticeClosesAt }),
  })
  return lotId
}

/** In the transaction of the hammer: the second unit to the second winner, and so on. */
export const sellUnits = async (act: Act, lot: LotRow, others: readonly UnitSale[]): Promise<void> => {
  for (const [at, { organisationId, number, priceMinor }] of others.entries()) {
    const lotId = await insertUnit(act, lot, at + 2)
    await reserveBeside(act, { lotId, besideLotId: lot.id })
    await move(act, await changed(act, lotId), 'award', { buyerOrganisationId: organisationId, priceMinor, closedAt: act.now })
    tellUnit(act, await changed(act, lotId), number)
    followUp(act, lotId)
  }
}
