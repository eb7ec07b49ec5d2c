import { instant, type Instant, isoOrNull, toIso } from '#kernel/instant.ts'
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
    await holdersOf(reader, right.achievement_id),
    await encumbrancesOf(reader, right.achievement_id),
    await liveDisposals(reader, right.achievement_id),
    await latestAsk(reader, right.achievement_id),
  ]
  // Only the office is told who cannot be asked.
  const completers = isOfficer(view.actor, { institutionId: right.institution_id }) ? await completersOf(reader, right.achievement_id) : []
  const names = await organisationsByIds(
    reader,
    holders.map((holder) => holder.organisation_id),
  )
  const state = stateOfRefusal(right.is_service, ask?.state ?? null)
  const seesReserved = maySeeReserved(view.actor, { institutionId: right.institution_id })
  return ok({
    achievementId: right.achievement_id,
    institutionId: right.institution_id,
    title: right.title,
    isServiceAchievement: right.is_service,
    openedAt: toIso(right.opened_at),
    holders: holders.map((holder) => ({
      organisationId: holder.organisation_id,
      name: names.get(holder.organisation_id)?.name ?? NAMELESS,
      shareBasisPoints: holder.share_basis_points,
      hasConsented: holder.organisation_id === right.institution_id || holder.consented_at !== null,
    })),
    encumbrances: encumbrances.map((row) => {
      const from = row.starts_at ?? row.recorded_at
      return {
        id: row.id,
        kind: row.kind,
        note: row.note,
        inFavourOf: row.in_favour_of,
        from: toIso(from),
        to: isoOrNull(row.ends_at),
        recordedAt: toIso(row.recorded_at),
        liftedAt: isoOrNull(row.lifted_at),
        isInForce: row.lifted_at === null && inForce({ kind: row.kind, from, to: row.ends_at }, view.now, instant(view.now + 1)),
        acts: encumbranceActs(view.actor, { institutionId: right.institution_id, kind: row.kind, isLifted: row.lifted_at !== null }),
      }
    }),
    disposals: disposals
      .filter((row) => row.state === 'completed' || seesReserved)
      .map((row) => ({
        lotId: row.lot_id,
        right: row.right_kind,
        field: row.field,
        territory: row.territory,
        from: toIso(row.starts_at ?? right.opened_at),
        to: isoOrNull(row.ends_at),
        state: row.state === 'completed' ? ('completed' as const) : ('reserved' as const),
      })),
    firstRefusal: { state, closesAt: state === 'open' && ask ? toIso(ask.closes_at) : null, rule: ask?.rule ?? null },
    acts: rightActs(view.actor, handledFrom(right, { holders, completers, ask, disposals })),
  })
}

interface AskFilter {
  readonly cursor?: string | undefined
  readonly limit: number
  readonly state?: AskState | undefined
  readonly achievementId?: string | undefined
}

const cursorOf = (row: { readonly state: AskState; readonly asked_at: Instant; readonly id: string }): string =>
  `${row.state === 'open' ? 0 : 1}.${row.asked_at}.${row.id}`
const placeOf = (cursor: string | undefined) => {
  const match = /^([01])\.(\d{1,15})\.(frf_[0-9a-z]{1,40})$/.exec(cursor ?? '')
  return match?.[2] !== undefined && match[3] !== undefined ? { rank: Number(match[1]), at: Number(match[2]), id: match[3] } : null
}

/** Open rounds first, then the newest. */
const askRows = async (view: View, filter: AskFilter, whose: { readonly personId: string } | { readonly institutionIds: readonly string[] }) => {
  const place = placeOf(filter.cursor)
  const rank = sql<number>`(case when f.state = 'open' then 0 else 1 end)`
  const base = reading<TitleTables>(view.reader)
    .selectFrom('title.first_refusal as f')
    .innerJoin('title.right_record as r', 'r.achievement_id', 'f.achievement_id')
    .$if('personId' in whose, (q) =>
      q.where((eb) =>
        eb.exists(
          eb
            .selectFrom('title.first_refusal_answer as a')
            .select('a.ask_id')
            .whereRef('a.ask_id', '=', 'f.id')
            .where('a.person_id', '=', 'personId' in whose ? whose.personId : ''),
        ),
      ),
    )
    .$if('institutionIds' in whose, (q) => q.where('r.institution_id', 'in', 'institutionIds' in whose ? [...whose.institutionIds, ''] : ['']))
    .$if(filter.state !== undefined, (q) => q.where('f.state', '=', filter.state ?? 'open'))
    .$if(filter.achievementId !== undefined, (q) => q.where('f.achievement_id', '=', filter.achievementId ?? ''))
  const total = await base.select((eb) => eb.fn.countAll<bigint>().as('count')).executeTakeFirstOrThrow()
  const rows = await base
    .selectAll('f')
    .select(['r.institution_id', 'r.title as record_title'])
    .$if(place !== null, (q) =>
      q.where(sql<boolean>`(${rank}, -extract(epoch from f.asked_at) * 1000, f.id) > (${place?.rank ?? 0}, ${-(place?.at ?? 0)}, ${place?.id ?? ''})`),
    )
    .orderBy(rank)
    .orderBy('f.asked_at', 'desc')
    .orderBy('f.id')
    .limit(filter.limit + 1)
    .execute()
  return { rows, total: Number(total.count) }
}

type ShownAsk = AskRow & { readonly institution_id: string; readonly record_title: RightRow['title'] }

const shown = async (view: View, rows: readonly ShownAsk[]) => {
  const answers = await answersOf(
    view.reader,
    rows.map((row) => row.id),
  )
  const [persons, organisations] = [
    await personsByIds(
      view.reader,
      answers.map((row) => row.person_id),
    ),
    await organisationsByIds(
      view.reader,
      rows.map((row) => row.institution_id),
    ),
  ]
  return rows.map((row) => {
    const ofAsk = answers.filter((answer) => answer.ask_id === row.id)
    const mine = ofAsk.find((answer) => answer.person_id === view.actor.personId)
    const visible = maySeeAnswers(view.actor, { institutionId: row.institution_id }) ? ofAsk : ofAsk.filter((answer) => answer === mine)
    return {
      id: row.id,
      achievementId: row.achievement_id,
      title: row.record_title,
      institutionId: row.institution_id,
      institutionName: organisations.get(row.institution_id)?.name ?? NAMELESS,
      round: row.round,
      state: row.state,
      terms: row.terms,
      priceMinor: row.price_minor === null ? null : String(row.price_minor),
      askedAt: toIso(row.asked_at),
      closesAt: toIso(row.closes_at),
      closedAt: isoOrNull(row.closed_at),
      rule: row.rule,
      myAnswer: mine?.answer ?? null,
      isMine: mine !== undefined,
      acts: askActs(view.actor, {
        institutionId: row.institution_id,
        state: row.state,
        closesAt: row.closes_at,
        mine: mine && mine.answer,
        now: view.now,
      }),
      answers: visible.map((answer) => ({
        personId: answer.person_id,
        name: persons.get(answer.person_id)?.name ?? NAMELESS,
        answer: answer.answer,
        note: answer.note,
        answeredAt: isoOrNull(answer.answered_at),
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
  pageOfAsks(view, input, { institutionIds: view.actor.mandates.filter((m) => m.role === 'tto' || m.role === 'approver').map((m) => m.organisationId) })

export const queries: TitleQueries = { titleOf, myFirstRefusals, firstRefusals }
