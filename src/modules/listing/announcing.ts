/** The public notice of a lot, and the dates that follow from its end. */
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Instant } from '#kernel/instant.ts'
import { ok, type Result } from '#kernel/result.ts'
import { openNotice } from '#modules/notice/index.ts'
import { organisationById, personById } from '#modules/party/index.ts'
import { rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import { recordedTitle } from '#modules/title/index.ts'
import type { Act } from '#platform/command/act.ts'
import { agreedOf } from './core/negotiated.ts'
import { notBefore, scheduleAfter, viewingAfter, type Schedule, type Viewing } from './core/schedule.ts'
import type { Method } from './method.ts'
import { noticeOf } from './negotiated.ts'
import { agreedNoticeText, noticeText, type NoticeSurroundings } from './notice-text.ts'
import { reofferLine } from './reoffer.ts'
import { updateLot, type LotRow } from './store.ts'
import { COMMISSION_RULE, noticeRuleOf, offeredOf } from './term-rules.ts'

const NAMELESS: Bilingual = { zh: '', en: '' }

const surroundingsOf = async (act: Act, lot: LotRow, methodTerms: Bilingual): Promise<Omit<NoticeSurroundings, 'viewing'>> => {
  const seller = await organisationById(act.tx, lot.sellerOrganisationId)
  const house = lot.consignment && (await organisationById(act.tx, lot.consignment.houseOrganisationId))
  const auctioneer = lot.consignment && (await personById(act.tx, lot.consignment.auctioneerId))
  const { burdens } = await recordedTitle(act.tx, lot.achievementId, act.now)
  const rules = await rulesAt(act.tx, act.now)
  return {
    methodTerms,
    sellerName: seller?.name ?? NAMELESS,
    auctionNames: { house: house?.name ?? NAMELESS, auctioneer: auctioneer?.name ?? NAMELESS },
    commissionPercent: rules.number(COMMISSION_RULE) / 100,
    burdens,
    paymentWorkingDays: rules.number('payment.full'),
    signingWorkingDays: rules.number('sale.signing'),
  }
}

/** When the object of an auction that is announced now is shown; null: no house shows it. */
export const viewingFrom = async (act: Act, { consignment }: LotRow): Promise<Result<Viewing | null>> => {
  if (consignment === null) return ok(null)
  const { calendar } = await rulesAt(act.tx, act.now)
  return withinCalendar(() => viewingAfter(calendar, act.now, consignment.viewingDays))
}

interface Announced {
  readonly method: Method
  /** The lot that it offers again. */
  readonly earlier: LotRow | null
  readonly viewing: Viewing | null
}

export const announce = async (act: Act, lot: LotRow, { method, earlier, viewing }: Announced) => {
  const around = { ...(await surroundingsOf(act, lot, method.worded(lot.methodTerms))), viewing }
  const agreed = agreedOf(lot)
  const buyer = agreed && (await organisationById(act.tx, agreed.buyerOrganisationId))
  return openNotice(act, {
    kind: noticeOf(lot),
    subject: lot.id,
    related: [lot.achievementId, lot.sellerOrganisationId, ...(buyer ? [buyer.id] : [])],
    ...(agreed
      ? agreedNoticeText(lot, { ...around, buyerName: buyer?.name ?? NAMELESS })
      : noticeText(lot, around, earlier === null ? null : reofferLine(earlier, lot))),
    ownerOrganisationId: lot.sellerOrganisationId,
    ruleKey: noticeRuleOf(await rulesAt(act.tx, act.now), offeredOf(lot, method, earlier !== null)),
    minimumDays: lot.noticeDays,
  })
}

/** Writes down when deposits are due and the bidding opens, and when the object is shown. */
export const settleDates = async (
  act: Act,
  lot: LotRow,
  { viewing, closesAt }: { readonly viewing: Viewing | null; readonly closesAt: Instant },
): Promise<Schedule> => {
  const { calendar } = await rulesAt(act.tx, act.now)
  const schedule = scheduleAfter(calendar, closesAt, notBefore(calendar, lot.plannedOpensAt, viewing?.until ?? null))
  await updateLot(act.tx, lot.id, act.now, { ...schedule, ...(viewing === null ? {} : { viewingFrom: viewing.from, viewingUntil: viewing.until }) })
  return schedule
}
