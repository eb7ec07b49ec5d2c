import { organisationsOf } from '#kernel/actor.ts'
import { instant, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { reading } from '#platform/db/transaction.ts'
import { sql } from 'kysely'
import type { titleContract } from './api.ts'
import { askActs, encumbranceActs, rightActs } from './core/acts.ts'
import { inForce } from './core/encumbrance.ts'
import { stateOfRefusal, type AskState } from './core/first-refusal.ts'
import { isOfficer, maySeeAnswers, maySeeReserved } from './core/permit.ts'
import { answersOf, completersOf, encumbrancesOf, handledFrom, holdersOf, latestAsk, liveDisposals, rightRow, type AskRow, type RightRow } from './store.ts'
import type { TitleTables } from './tables.ts'

type TitleQueries = Queries<typeof titleContract, 'titleOf' | 'myFirstRefusals' | 'firstRefusals'>

const NAMELESS = { zh: '', en: '' }

const titleOf: TitleQueries['titleOf'] = async (view, input) => {
  const { reader } = view
  const right = await rightRow(reader, input.achievementId)
  if (!right) return refuse('title.not_found')
  const [holders, encumbrances, disposals, ask] = [
    await holdersOf(reader, right.achievementId),
    await encumbrancesOf(reader, right.achievementId),
    await liveDisposals(reader, right.achievementId),
    await latestAsk(reader, right.achievementId),
  ]
  // Only the office is told who cannot be asked.
  const completers = isOfficer(view.actor, { institutionId: right.institutionId }) ? await completersOf(reader, right.achievementId) : []
  const names = await organisationsByIds(
    reader,
    holders.map((holder) => holder.organisationId),
  )
  const state = stateOfRefusal(right.isService, ask?.state ?? null)
  const seesReserved = maySeeReserved(view.actor, { institutionId: right.institutionId })
  return ok({
    achievementId: right.achievementId,
    institutionId: right.institutionId,
    title: right.title,
    isServiceAchievement: right.isService,
    openedAt: right.openedAt,
    holders: holders.map((holder) => ({
      organisationId: holder.organisationId,
      name: names.get(holder.organisationId)?.name ?? NAMELESS,
      shareBasisPoints: holder.shareBasisPoints,
      hasConsented: holder.organisationId === right.institutionId || holder.consentedAt !== null,
    })),
    encumbrances: encumbrances.map((row) => {
      const from = row.startsAt ?? row.recordedAt
      return {
        id: row.id,
        kind: row.kind,
        note: row.note,
        inFavourOf: row.inFavourOf,
        from,
        to: row.endsAt,
        recordedAt: row.recordedAt,
        liftedAt: row.liftedAt,
        isInForce: row.liftedAt === null && inForce({ kind: row.kind, from, to: row.endsAt }, view.now, instant(view.now + 1)),
        acts: encumbranceActs(view.actor, { institutionId: right.institutionId, kind: row.kind, isLifted: row.liftedAt !== null }),
      }
    }),
    disposals: disposals
      .filter((row) => row.state === 'completed' || seesReserved)
      .map((row) => ({
        lotId: row.lotId,
        right: row.rightKind,
        field: row.field,
        territory: row.territory,
        from: row.startsAt ?? right.openedAt,
        to: row.endsAt,
        state: row.state === 'completed' ? ('completed' as const) : ('reserved' as const),
      })),
    firstRefusal: { state, closesAt: state === 'open' && ask ? ask.closesAt : null, rule: ask?.rule ?? null },
    acts: rightActs(view.actor, handledFrom(right, { holders, completers, ask, disposals })),
  })
}

interface AskFilter {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly state?: AskState | undefined
  readonly achievementId?: string | undefined
}

const cursorOf = (row: { readonly state: AskState; readonly askedAt: Instant; readonly id: string }): string =>
  `${row.state === 'open' ? 0 : 1}.${row.askedAt}.${row.id}`
const placeOf = (cursor: string | undefined) => {
  const match = /^([01])\.(\d{1,15})\.(frf_[0-9a-z]{1,40})$/.exec(cursor ?? '')
  return match?.[2] !== undefined && match[3] !== undefined ? { rank: Number(match[1]), at: Number(match[2]), id: match[3] } : null
}

/** Open rounds first, then the newest. */
const askRows = async (view: View, filter: AskFilter, whose: { readonly personId: string } | { readonly institutionIds: readonly string[] }) => {
  const place = placeOf(filter.cursor)
  const rank = sql<number>`(case when f.state = 'open' then 0 else 1 end)`
  const base = reading<TitleTables>(view.reader)
    .selectFrom('title.firstRefusal as f')
    .innerJoin('title.rightRecord as r', 'r.achievementId', 'f.achievementId')
    .$if('personId' in whose, (q) =>
      q.where((eb) =>
        eb.exists(
          eb
            .selectFrom('title.firstRefusalAnswer as a')
            .select('a.askId')
            .whereRef('a.askId', '=', 'f.id')
            .where('a.personId', '=', 'personId' in whose ? whose.personId : ''),
        ),
      ),
    )
    .$if('institutionIds' in whose, (q) => q.where('r.institutionId', 'in', 'institutionIds' in whose ? [...whose.institutionIds, ''] : ['']))
    .$if(filter.state !== undefined, (q) => q.where('f.state', '=', filter.state ?? 'open'))
    .$if(filter.achievementId !== undefined, (q) => q.where('f.achievementId', '=', filter.achievementId ?? ''))
  const total = await base.select((eb) => eb.fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow()
  const rows = await base
    .selectAll('f')
    .select(['r.institutionId', 'r.title as recordTitle'])
    .$if(place !== null, (q) =>
      q.where(sql<boolean>`(${rank}, -extract(epoch from f.asked_at) * 1000, f.id) > (${place?.rank ?? 0}, ${-(place?.at ?? 0)}, ${place?.id ?? ''})`),
    )
    .orderBy(rank)
    .orderBy('f.askedAt', 'desc')
    .orderBy('f.id')
    .limit(filter.limit + 1)
    .execute()
  return { rows, total: Number(total.count) }
}

type ShownAsk = AskRow & { readonly institutionId: string; readonly recordTitle: RightRow['title'] }

const shown = async (view: View, rows: readonly ShownAsk[]) => {
  const answers = await answersOf(
    view.reader,
    rows.map((row) => row.id),
  )
  const [persons, organisations] = [
    await personsByIds(
      view.reader,
      answers.map((row) => row.personId),
    ),
    await organisationsByIds(
      view.reader,
      rows.map((row) => row.institutionId),
    ),
  ]
  return rows.map((row) => {
    const ofAsk = answers.filter((answer) => answer.askId === row.id)
    const mine = ofAsk.find((answer) => answer.personId === view.actor.personId)
    const visible = maySeeAnswers(view.actor, { institutionId: row.institutionId }) ? ofAsk : ofAsk.filter((answer) => answer === mine)
    return {
      id: row.id,
      achievementId: row.achievementId,
      title: row.recordTitle,
      institutionId: row.institutionId,
      institutionName: organisations.get(row.institutionId)?.name ?? NAMELESS,
      round: row.round,
      state: row.state,
      terms: row.terms,
      silenceBasis: row.silenceBasis,
      priceMinor: row.priceMinor,
      askedAt: row.askedAt,
      closesAt: row.closesAt,
      closedAt: row.closedAt,
      rule: row.rule,
      myAnswer: mine?.answer ?? null,
      isMine: mine !== undefined,
      acts: askActs(view.actor, {
        institutionId: row.institutionId,
        state: row.state,
        closesAt: row.closesAt,
        mine: mine && mine.answer,
        now: view.now,
      }),
      answers: visible.map((answer) => ({
        personId: answer.personId,
        name: persons.get(answer.personId)?.name ?? NAMELESS,
        answer: answer.answer,
        note: answer.note,
        answeredAt: answer.answeredAt,
      })),
    }
  })
}

const pageOfAsks = async (view: View, filter: AskFilter, whose: Parameters<typeof askRows>[2]) => {
  const { rows, total } = await askRows(view, filter, whose)
  const page = rows.slice(0, filter.limit)
  const last = page.at(-1)
  return ok({ items: await shown(view, page), nextCursor: rows.length > filter.limit && last ? cursorOf(last) : null, total })
}

const myFirstRefusals: TitleQueries['myFirstRefusals'] = (view, input) => pageOfAsks(view, input, { personId: view.actor.personId ?? '' })

const firstRefusals: TitleQueries['firstRefusals'] = (view, input) =>
  pageOfAsks(view, input, { institutionIds: organisationsOf(view.actor, 'tto', 'approver') })

export const queries: TitleQueries = { titleOf, myFirstRefusals, firstRefusals }
