/** Read models of lots and applications. */
import { sql } from 'kysely'
import { actsFor, BUYER_ROLES, holdsRole, organisationsOf, type Actor } from '#kernel/actor.ts'
import { isAllowed } from '#kernel/acts.ts'
import { dateOf, later, parseInstant } from '#kernel/instant.ts'
import { basisPointsOf } from '#kernel/money.ts'
import { ok, refuse } from '#kernel/result.ts'
import { endOfPeriod, lastDayOf, rulesAt, withinCalendar } from '#modules/rulebook/index.ts'
import { refusalOfLot } from '#modules/title/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { containing } from '#platform/db/like.ts'
import { cursorOf, pageFrom, timePlaceOf } from '#platform/db/page.ts'
import { reading, timestamp, type Reader } from '#platform/db/transaction.ts'
import type { listingContract } from './api.ts'
import { applicationActs, lotActs } from './core/acts.ts'
import { PUBLIC_STATES, type LotState } from './core/lifecycle.ts'
import { agreedOf, NEGOTIATED } from './core/negotiated.ts'
import { isSellersOfficer, maySeeLot } from './core/permit.ts'
import { scheduleAfter } from './core/schedule.ts'
import { proposedDeposit } from './core/terms.ts'
import { applyQuestion, handledApplication, disposalBefore, handledWithPrice } from './handled.ts'
import { methodNamed, type Methods } from './method.ts'
import { coverNeededUntil } from './cover.ts'
import { chainOf } from './reoffer.ts'
import { datesQueries } from './queries-dates.ts'
import { forfeitQueries } from './queries-forfeits.ts'
import { namesOf, personNamesOf } from './names.ts'
import { citationsOf, termRulesOf } from './term-rules.ts'
import { checksOf, lotRow, reserveRow, type ApplicationRow, type LotRow } from './store.ts'
import type { ListingTables } from './tables.ts'
import { unitsOfLots } from './unit-store.ts'
import { unitsSoldOf } from './unit-views.ts'
import { applicationView, lotCard, lotView } from './views.ts'

type Names = 'agreements' | 'get' | 'list' | 'mine' | 'reserve' | 'waiting' | 'applications' | 'forfeits' | 'dates' | 'previewTerms'
type Reads = Queries<typeof listingContract, Names>

interface PageAsk {
  readonly cursor?: string | undefined
  readonly limit: number
}

const from = (reader: Reader) => reading<ListingTables>(reader)

/** Newest change first, one row more than the page to know whether there is a next one. */
const lotsPage = (reader: Reader, page: PageAsk & { readonly q?: string | undefined }) => {
  const after = timePlaceOf(page.cursor)
  const words = containing(page.q ?? '')
  return from(reader)
    .selectFrom('listing.lot')
    .selectAll()
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('changedAt', 'id'), '<', eb.tuple(timestamp(after?.at ?? (0 as never)), after?.id ?? ''))),
    )
    .$if(Boolean(page.q), (query) => query.where((eb) => eb.or([eb('number', 'ilike', words), eb(sql<string>`title::text`, 'ilike', words)])))
    .orderBy('changedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
}

const lotsAnswer = async (reader: Reader, rows: readonly LotRow[], limit: number) => {
  const name = await namesOf(
    reader,
    rows.map((row) => row.sellerOrganisationId),
  )
  return ok(pageFrom(rows, limit, { item: (row) => lotCard(row, name), cursor: (row) => cursorOf(row.changedAt, row.id) }))
}

/** The question of an enterprise, where the asker acts for one alone and the lot takes applications. */
const questionOf = async ({ reader, actor, now }: View, lot: LotRow) => {
  const [organisationId, another] = organisationsOf(actor, 'enterprise')
  if (organisationId === undefined || another !== undefined || lot.state !== 'notice') return null
  return applyQuestion(reader, { lot, organisationId, actor, now })
}

/** Seller and clerk see why it was returned; the house that holds an auction sees its papers. */
const seenBy = (actor: Actor, lot: LotRow) => {
  const seesReasons = actsFor(actor, lot.sellerOrganisationId) || holdsRole(actor, 'clerk')
  return { seesReasons, seesPapers: seesReasons || (lot.consignment !== null && actsFor(actor, lot.consignment.houseOrganisationId)) }
}

/** Until when first refusal is answered at the price of a lot. */
const answersEnd = async (reader: Reader, { id, subjectAt }: LotRow) => (subjectAt === null ? null : ((await refusalOfLot(reader, id))?.closesAt ?? null))

const lotById: Reads['get'] = async (view, input) => {
  const { reader, actor, now } = view
  const lot = await lotRow(reader, input.id)
  const agreed = lot ? agreedOf(lot) : null
  const buyerId = agreed?.buyerOrganisationId ?? null
  const nextId = lot?.nextOrganisationId ?? null
  if (!lot || !maySeeLot(actor, { sellerOrganisationId: lot.sellerOrganisationId, state: lot.state, buyerId, nextId })) return refuse('listing.not_found')
  const named = [lot.sellerOrganisationId, buyerId, lot.buyerOrganisationId, lot.consignment?.houseOrganisationId ?? null]
  const [name, rows, personName] = await Promise.all([
    namesOf(
      reader,
      named.filter((id) => id !== null),
    ),
    checksOf(reader, lot.id, lot.round),
    personNamesOf(reader, lot.consignment?.auctioneerId ?? null),
  ])
  const { seesReasons, seesPapers } = seenBy(actor, lot)
  const handled = { ...(await handledWithPrice(reader, lot, now)), disposal: await disposalBefore(reader, lot, now) }
  const acts = lotActs(actor, { lot: handled, now, question: await questionOf(view, lot) })
  const chain = await chainOf(reader, lot, { now, seesDrafts: seesReasons })
  const next = isSellersOfficer(actor, lot) ? handled.next : null
  const after = { refusalClosesAt: await answersEnd(reader, lot), unitsSold: await unitsSoldOf(reader, lot) }
  return ok(lotView(lot, { name, personName, checks: rows, seesReasons, seesPapers, acts, chain, next, ...after }))
}

const listLots: Reads['list'] = async ({ reader }, input) => {
  const { state, right, regime, achievementId, number, ids } = input
  const rows = await lotsPage(reader, input)
    .where('state', 'in', state === undefined ? PUBLIC_STATES : [state])
    .$if(right !== undefined, (query) => query.where('rightKind', '=', right ?? 'assignment'))
    .$if(regime !== undefined, (query) => query.where('consignment', regime === 'licensed' ? 'is not' : 'is', null))
    .$if(achievementId !== undefined, (query) => query.where('achievementId', '=', achievementId ?? ''))
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? ''))
    .$if(ids !== undefined, (query) => query.where('id', 'in', ['', ...(ids ?? [])]))
    .execute()
  return lotsAnswer(reader, rows, input.limit)
}

const myLots: Reads['mine'] = async ({ reader, actor }, input) => {
  const own = organisationsOf(actor, 'tto', 'approver')
  const { state } = input
  const rows = await lotsPage(reader, input)
    .where('sellerOrganisationId', 'in', own)
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'draft'))
    .execute()
  return lotsAnswer(reader, rows, input.limit)
}

const reserveOf: Reads['reserve']['get'] = async ({ reader, actor }, input) => {
  const lot = await lotRow(reader, input.id)
  if (!lot || !isSellersOfficer(actor, { sellerOrganisationId: lot.sellerOrganisationId })) return refuse('listing.not_found')
  const reserve = await reserveRow(reader, lot.id)
  return ok({ reserveMinor: reserve ? reserve.reserveMinor : null, salt: reserve?.salt ?? null, commitment: lot.reserveCommitment })
}

const lotInbox: Reads['waiting'] = async ({ reader }, input) => {
  const rows = await lotsPage(reader, input).where('state', 'in', ['submitted', 'checked']).execute()
  return lotsAnswer(reader, rows, input.limit)
}

const applicationsPage = (reader: Reader, page: PageAsk) => {
  const after = timePlaceOf(page.cursor)
  return from(reader)
    .selectFrom('listing.application')
    .selectAll()
    .$if(after !== null, (query) =>
      query.where((eb) => eb(eb.refTuple('appliedAt', 'id'), '<', eb.tuple(timestamp(after?.at ?? (0 as never)), after?.id ?? ''))),
    )
    .orderBy('appliedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
}

const applicationsAnswer = async (view: View, rows: readonly ApplicationRow[], limit: number) => {
  const { reader, actor, now } = view
  const lotIds = [...new Set(rows.map((row) => row.lotId))]
  const lots = lotIds.length === 0 ? [] : await from(reader).selectFrom('listing.lot').selectAll().where('id', 'in', lotIds).execute()
  const lotOf = new Map(lots.map((lot) => [lot.id, lot]))
  const name = await namesOf(
    reader,
    rows.map((row) => row.organisationId),
  )
  const units = await unitsOfLots(
    reader,
    lots.flatMap(({ id, units: count }) => (count === null ? [] : [id])),
  )
  const rules = await rulesAt(reader, now)
  const known = rows.filter((row) => lotOf.has(row.lotId))
  return ok(
    pageFrom(known, limit, {
      item: (row) => {
        const lot = lotOf.get(row.lotId) as LotRow
        const acts = applicationActs(actor, handledApplication(row, lot), now)
        const until = isAllowed(acts, 'secure') ? coverNeededUntil(rules, lot.opensAt) : null
        const coverUntil = until === null ? null : dateOf(later(until, -1))
        const bought = [lot, ...units].find((one) => (one.unitOf ?? one.id) === lot.id && one.buyerOrganisationId === row.organisationId)
        const isOwn = holdsRole(actor, 'enterprise', row.organisationId)
        return applicationView(row, lot, { name, isOwn, acts, coverUntil, boughtLotId: bought?.id ?? null })
      },
      cursor: (row) => cursorOf(row.appliedAt, row.id),
    }),
  )
}

const applicantsOf: Reads['applications']['list'] = async (view, input) => {
  const lot = await lotRow(view.reader, input.id)
  if (!lot || lot.state === 'draft') return refuse('listing.not_found')
  return applicationsAnswer(view, await applicationsPage(view.reader, input).where('lotId', '=', lot.id).execute(), input.limit)
}

const applicationInbox: Reads['applications']['waiting'] = async (view, input) =>
  applicationsAnswer(view, await applicationsPage(view.reader, input).where('state', '=', 'applied').execute(), input.limit)

const myApplications: Reads['applications']['mine'] = async (view, input) => {
  const { lotId } = input
  const rows = await applicationsPage(view.reader, input)
    .where('organisationId', 'in', organisationsOf(view.actor, 'enterprise'))
    .$if(lotId !== undefined, (query) => query.where('lotId', '=', lotId ?? ''))
    .execute()
  return applicationsAnswer(view, rows, input.limit)
}

const previewTerms =
  (methods: Methods): Reads['previewTerms'] =>
  async ({ reader, now }, input) => {
    const method = methodNamed(methods, input.method)
    if (!method.ok) return method
    const rules = await rulesAt(reader, now)
    const start = input.startingPriceMinor
    const offered = { isLicensed: input.regime === 'licensed', stateFloorMinor: input.isStateAsset === 'true' ? start : null }
    const bounds = termRulesOf(rules, { ...offered, method: method.value })
    const noticeDays = Math.max(input.noticeDays ?? bounds.noticeDays.min, bounds.noticeDays.min)
    const dates = withinCalendar(() => {
      const closesAt = endOfPeriod(rules.calendar, now, noticeDays, bounds.noticeDays.unit)
      return { closesAt, ...scheduleAfter(rules.calendar, closesAt, input.plannedOpensAt === undefined ? null : parseInstant(input.plannedOpensAt)) }
    })
    if (!dates.ok) return dates
    const { closesAt, ...schedule } = dates.value
    const proposed = method.value.propose({ startingPriceMinor: start, rules })
    const share = (basisPoints: number, rounding: 'up' | 'down') => String(basisPointsOf(start, basisPoints, rounding))
    return ok({
      method: method.value.name,
      methodTerms: { ...proposed.terms },
      methodBounds: { ...proposed.bounds },
      depositMinor: proposedDeposit(start, bounds),
      depositMinMinor: share(bounds.depositBasisPoints.min, 'up'),
      depositMaxMinor: share(bounds.depositBasisPoints.max, 'down'),
      noticeDays,
      noticeDaysMin: bounds.noticeDays.min,
      noticeUnit: bounds.noticeDays.unit,
      noticeClosesAt: closesAt,
      noticeClosesOn: lastDayOf(closesAt),
      registrationClosesAt: schedule.registrationClosesAt,
      depositDueAt: schedule.depositDueAt,
      opensAt: schedule.opensAt,
      rules: [...citationsOf(rules, method.value, offered)],
    })
  }

/** Drafts are the seller's alone, and what was taken back is nobody's affair any more. */
const TOLD_TO_BUYER: readonly LotState[] = ['checked', ...PUBLIC_STATES]

const myAgreements: Reads['agreements']['mine'] = async ({ reader, actor }) => {
  const own = organisationsOf(actor, ...BUYER_ROLES)
  const mine = from(reader).selectFrom('listing.lot').selectAll().where('method', '=', NEGOTIATED).where('state', 'in', TOLD_TO_BUYER)
  const rows =
    own.length === 0
      ? []
      : await mine
          .where(sql<string>`method_terms ->> 'buyerOrganisationId'`, 'in', own)
          .orderBy('changedAt', 'desc')
          .limit(100)
          .execute()
  const name = await namesOf(
    reader,
    rows.map((row) => row.sellerOrganisationId),
  )
  return ok({
    items: rows.map(({ id, number, state, title, sellerOrganisationId, startingPriceMinor, buyerConfirmedAt, noticeClosesAt }) => ({
      id,
      number,
      state,
      title,
      sellerName: name(sellerOrganisationId),
      priceMinor: startingPriceMinor,
      isConfirmed: buyerConfirmedAt !== null,
      noticeClosesAt,
    })),
  })
}

export const queries = (methods: Methods): Reads => ({
  get: lotById,
  list: listLots,
  mine: myLots,
  reserve: {
    get: reserveOf,
  },
  waiting: lotInbox,
  applications: {
    list: applicantsOf,
    waiting: applicationInbox,
    mine: myApplications,
  },
  agreements: {
    mine: myAgreements,
  },
  forfeits: forfeitQueries,
  dates: datesQueries(methods),
  previewTerms: previewTerms(methods),
})
