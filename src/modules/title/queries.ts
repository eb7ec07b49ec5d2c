import { organisationsOf } from '#kernel/actor.ts'
import { instant, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { naturalPersonOf, organisationsByIds, personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import { sql } from 'kysely'
import type { titleContract } from './api.ts'
import { askActs, encumbranceActs, rightActs } from './core/acts.ts'
import { inForce } from './core/encumbrance.ts'
import type { Joint } from './core/filing.ts'
import { silenceOf, takerOf, type AskState } from './core/first-refusal.ts'
import { housesOf } from './houses.ts'
import { isOfficer, maySeeAnswers, maySeeOrigin, maySeeReserved } from './core/permit.ts'
import {
  answersOf,
  completersOf,
  encumbrancesOf,
  handledFrom,
  holderIdOf,
  holdersOf,
  rankedAnswers,
  rightRow,
  standingOf,
  type AskRow,
  type RightRow,
} from './store.ts'
import { isUnderWay, liveDisposals } from './store-disposal.ts'
import { givenUpShares, jointOf, standingObjections } from './store-filing.ts'
import { developersOf, originRow } from './store-origin.ts'
import type { TitleTables } from './tables.ts'

type TitleQueries = Queries<typeof titleContract, 'get' | 'firstRefusals'>

const NAMELESS = { zh: '', en: '' }

const encumbranceView = (view: View, { institutionId }: RightRow, row: Awaited<ReturnType<typeof encumbrancesOf>>[number]) => {
  const { id, kind, note, inFavourOf, recordedAt, liftedAt, endsAt: to } = row
  const from = row.startsAt ?? recordedAt
  return {
    id,
    kind,
    note,
    inFavourOf,
    from,
    to,
    recordedAt,
    liftedAt,
    isInForce: liftedAt === null && inForce({ kind, from, to }, view.now, instant(view.now + 1)),
    acts: encumbranceActs(view.actor, { institutionId, kind, isLifted: liftedAt !== null }),
  }
}

type Names = Awaited<ReturnType<typeof organisationsByIds>>

const filingView = async (reader: Reader, achievementId: string, { isRightToApply, parts }: Joint, names: Names) => {
  const objections = new Map((await standingObjections(reader, achievementId)).map((row) => [row.organisationId, row]))
  const gone = new Map((await givenUpShares(reader, achievementId)).map((row) => [row.organisationId, row.givenUpAt]))
  return {
    isOpen: isRightToApply,
    parts: parts.map(({ organisationId }) => {
      const objection = objections.get(organisationId)
      return {
        organisationId,
        name: names.get(organisationId)?.name ?? NAMELESS,
        objection: objection ? { reason: objection.reason, objectedAt: objection.objectedAt } : null,
        gaveUpAt: gone.get(organisationId) ?? null,
      }
    }),
  }
}

type Origin = NonNullable<Awaited<ReturnType<typeof originRow>>>

/** `developers`: null for who reads of the origin only what is public. */
const originView = ({ kind, ground, declaredAt, contract, contractDocumentId }: Origin, developers: readonly string[] | null, names: Names) => ({
  kind,
  ground,
  declaredAt,
  contract: developers && contract,
  contractDocumentId: developers && contractDocumentId,
  developers: developers && developers.map((organisationId) => ({ organisationId, name: names.get(organisationId)?.name ?? NAMELESS })),
})

const titleOf: TitleQueries['get'] = async (view, input) => {
  const { reader } = view
  const right = await rightRow(reader, input.achievementId)
  if (!right) return refuse('title.not_found')
  const { isDue, ask, developers: due, state } = await standingOf(reader, right)
  const [holders, encumbrances, disposals, origin, developers] = [
    await holdersOf(reader, right.achievementId),
    await encumbrancesOf(reader, right.achievementId),
    await liveDisposals(reader, right.achievementId),
    await originRow(reader, right.achievementId),
    await developersOf(reader, right.achievementId),
  ]
  const joint = await jointOf(reader, right.achievementId)
  // Only the office is told who cannot be asked.
  const completers = isOfficer(view.actor, { institutionId: right.institutionId }) ? await completersOf(reader, right.achievementId) : []
  const names = await organisationsByIds(reader, [...holders.map((holder) => holder.organisationId), ...developers])
  const seesOrigin = maySeeOrigin(view.actor, { institutionId: right.institutionId, developers })
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
    encumbrances: encumbrances.map((row) => encumbranceView(view, right, row)),
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
        shareBasisPoints: row.shareBasisPoints,
      })),
    origin: origin ? originView(origin, seesOrigin ? developers : null, names) : null,
    filing: joint && seesOrigin ? await filingView(reader, right.achievementId, joint, names) : null,
    firstRefusal: {
      isDue,
      state,
      closesAt: state === 'open' && ask ? ask.closesAt : null,
      rule: ask?.rule ?? null,
      asked:
        ask && state !== 'not_asked' && seesOrigin
          ? { terms: ask.terms, priceMinor: ask.priceMinor, termsDigest: ask.termsDigest, shareBasisPoints: ask.shareBasisPoints }
          : null,
    },
    acts: rightActs(view.actor, handledFrom(right, { holders, completers, ask, origin, developers: due, disposals, joint })),
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

type Whose = { readonly personId: string; readonly houses: readonly string[] } | { readonly institutionIds: readonly string[] }

/** Open rounds first, then the newest. */
const askRows = async (view: View, filter: AskFilter, whose: Whose) => {
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
            .where((own) =>
              own.or([
                own('a.personId', '=', 'personId' in whose ? whose.personId : ''),
                own('a.organisationId', 'in', 'houses' in whose ? [...whose.houses, ''] : ['']),
              ]),
            ),
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

/** Who took it, by round: as whom it was asked, and the party that buys. */
const takersOf = async (reader: Reader, rows: readonly ShownAsk[]) => {
  const takers = new Map<string, { readonly holderId: string; readonly organisationId: string | null }>()
  for (const row of rows) {
    const taker = row.state === 'exercised' ? takerOf(await rankedAnswers(reader, row), row.precedence) : undefined
    if (!taker) continue
    const { holderId, personId } = taker
    takers.set(row.id, { holderId, organisationId: taker.organisationId ?? (await naturalPersonOf(reader, personId ?? '')) })
  }
  return takers
}

const shown = async (view: View, rows: readonly ShownAsk[]) => {
  const answers = await answersOf(
    view.reader,
    rows.map((row) => row.id),
  )
  const [persons, organisations] = [
    await personsByIds(
      view.reader,
      answers.flatMap((row) => row.personId ?? []),
    ),
    await organisationsByIds(view.reader, [...rows.map((row) => row.institutionId), ...answers.flatMap((row) => row.organisationId ?? [])]),
  ]
  const reserved = new Set<string>()
  for (const { id, achievementId, state, usedAt } of rows)
    if (state === 'exercised' && (usedAt !== null || (await liveDisposals(view.reader, achievementId)).some(isUnderWay))) reserved.add(id)
  const takers = await takersOf(view.reader, rows)
  return rows.map((row) => {
    const ofAsk = answers.filter((answer) => answer.askId === row.id)
    const own = ofAsk.filter(({ personId, organisationId }) =>
      organisationId === null ? personId === view.actor.personId : housesOf(view.actor).includes(organisationId),
    )
    // Who is asked in person and for a house answers one after the other.
    const mine = own.find(({ answer }) => answer === null) ?? own[0]
    const taker = takers.get(row.id)
    const visible = maySeeAnswers(view.actor, { institutionId: row.institutionId }) ? ofAsk : own
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
      termsDigest: row.termsDigest,
      precedence: row.precedence,
      silence: silenceOf(row),
      shareBasisPoints: row.shareBasisPoints,
      lotId: row.lotId,
      myBasis: mine?.basis ?? null,
      myOrganisationId: mine?.organisationId ?? null,
      myAnswer: mine?.answer ?? null,
      isMine: mine !== undefined,
      takerOrganisationId: taker && visible.some((answer) => holderIdOf(answer) === taker.holderId) ? taker.organisationId : null,
      acts: askActs(view.actor, {
        institutionId: row.institutionId,
        state: row.state,
        closesAt: row.closesAt,
        mine: mine && mine.answer,
        isDisposed: reserved.has(row.id),
        isOfLot: row.lotId !== null,
        now: view.now,
      }),
      answers: visible.map((answer) => ({
        personId: answer.personId,
        organisationId: answer.organisationId,
        basis: answer.basis,
        name: persons.get(answer.personId ?? '')?.name ?? organisations.get(answer.organisationId ?? '')?.name ?? NAMELESS,
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

const myFirstRefusals: TitleQueries['firstRefusals']['mine'] = (view, input) =>
  pageOfAsks(view, input, { personId: view.actor.personId ?? '', houses: housesOf(view.actor) })

const firstRefusals: TitleQueries['firstRefusals']['list'] = (view, input) =>
  pageOfAsks(view, input, { institutionIds: organisationsOf(view.actor, 'tto', 'approver') })

export const queries: TitleQueries = { get: titleOf, firstRefusals: { mine: myFirstRefusals, list: firstRefusals } }
