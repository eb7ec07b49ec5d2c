/** The dates of a lot as they were reckoned, for everybody who may see the lot. */
import { ok, refuse } from '#kernel/result.ts'
import { noticeFor } from '#modules/notice/index.ts'
import { CALENDAR_BUNDLE, citationOf, rulesAt, withinCalendar, type MarketCalendar, type RuleSet } from '#modules/rulebook/index.ts'
import type { Queries } from '#platform/command/module.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { listingContract } from './api.ts'
import { datesOf, type DatedLot, type LotDate, type NoticeClock } from './core/dates.ts'
import { agreedOf, NEGOTIATED } from './core/negotiated.ts'
import { maySeeLot } from './core/permit.ts'
import { methodOf, type Methods } from './method.ts'
import { noticeOf } from './negotiated.ts'
import { listingNotices } from './notices.ts'
import { endOf } from './reoffer.ts'
import { lotRow, successorOf, type LotRow } from './store.ts'

const KEYS = { resultNotice: 'result.publicity', signing: 'sale.signing', payment: 'payment.full', reoffer: 'reoffer.window' } as const

type Record = NonNullable<Awaited<ReturnType<typeof noticeFor>>>

const clockOf = ({ opensAt, clock, days, unit, closesAt, ruleKey }: Record): NoticeClock => ({
  publishedAt: opensAt,
  since: clock.isRunning ? clock.since : clock.stoppedAt,
  remaining: clock.remaining,
  days,
  unit,
  closesAt,
  ruleKey,
})

const datedLot = async (reader: Reader, lot: LotRow): Promise<DatedLot> => {
  const notice = await noticeFor(reader, lot.id, noticeOf(lot))
  const result = await noticeFor(reader, lot.id, listingNotices.result)
  const endedAt = lot.state === 'failed' || lot.state === 'sold' ? await endOf(reader, lot) : null
  const isOver = lot.method !== NEGOTIATED && endedAt !== null && (await successorOf(reader, lot.id)) === undefined
  return {
    isNegotiated: lot.method === NEGOTIATED,
    isAuction: lot.consignment !== null,
    viewingDays: lot.consignment?.viewingDays ?? 0,
    viewingUntil: lot.viewingUntil,
    plannedOpensAt: lot.plannedOpensAt,
    depositDueAt: lot.depositDueAt,
    opensAt: lot.opensAt,
    notice: notice && clockOf(notice),
    result: result && clockOf(result),
    endedAt,
    isToBeReoffered: isOver,
  }
}

/** By the rule as the lot was announced under it, where it cites it; else as it holds today. */
const ruleOf = (key: string, lot: LotRow, rules: RuleSet) => {
  const held = rules.rule(key)
  const { title } = held
  return { ...(lot.rules.find((cited) => cited.key === key) ?? citationOf(held)), title: { ...title } }
}

const shown = ({ ruleKey, reckoned, ...date }: LotDate, lot: LotRow, rules: RuleSet & { readonly calendar: MarketCalendar }) => ({
  ...date,
  reckoned: reckoned && {
    by: reckoned.by,
    from: reckoned.from,
    count: reckoned.count,
    unit: reckoned.unit,
    day: reckoned.day,
    hour: reckoned.hour,
    daysOff: [...reckoned.daysOff],
    movedFrom: reckoned.movedFrom,
    basis: rules.calendar.basisOf(reckoned.day),
  },
  rule: ruleKey === null ? null : ruleOf(ruleKey, lot, rules),
})

export const datesQueries = (methods: Methods): Queries<typeof listingContract, 'dates'>['dates'] => ({
  get: async ({ reader, actor, now }, { id }) => {
    const lot = await lotRow(reader, id)
    const buyerId = lot ? (agreedOf(lot)?.buyerOrganisationId ?? null) : null
    if (!lot || !maySeeLot(actor, { sellerOrganisationId: lot.sellerOrganisationId, state: lot.state, buyerId })) return refuse('listing.not_found')
    const rules = await rulesAt(reader, now)
    const dated = await datedLot(reader, lot)
    const after = { signingDays: rules.number(KEYS.signing), paymentDays: rules.number(KEYS.payment), reofferDays: rules.number(KEYS.reoffer) }
    const calendar = rules.calendar as MarketCalendar
    const dates = withinCalendar(() =>
      datesOf(calendar, dated, { after, keys: { ...KEYS, viewing: methodOf(methods, lot).licensed?.viewing ?? null } }).map((date) =>
        shown(date, lot, { ...rules, calendar }),
      ),
    )
    return dates.ok ? ok({ dates: dates.value, calendar: CALENDAR_BUNDLE }) : dates
  },
})
