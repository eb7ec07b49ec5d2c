/** Reading notices. Objectors are named to who must answer, and to nobody else. */
import { organisationsOf } from '#kernel/actor.ts'
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { addCalendarDays, type BusinessCalendar } from '#kernel/business-calendar.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'
import { calendarAt, citationOf, lastDayOf, ruleById, rulesAt, type MarketCalendar } from '#modules/rulebook/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { containing } from '#platform/db/like.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { BarAnswer, HandledObjection, NoticeAnswer, noticeContract } from './api.ts'
import { daysLeft } from './core/clock.ts'
import { barActs, noticeActs, objectionActs, type Objector } from './core/acts.ts'
import { isOver, mayHandle, type NoticeState } from './core/notice.ts'
import { OPEN_RULE, openGrounds } from './core/objection.ts'
import { kindLabel, kindNames } from './kinds.ts'
import {
  barFrom,
  countOwnOpen,
  objectionFrom,
  readObjections,
  readStandingBar,
  selectBars,
  selectObjections,
  type BarRecord,
  type ObjectionRecord,
} from './objection-store.ts'
import { noticeFrom, numberOf, readNotice, readNotices, readPauses, selectNotices, type NoticeRecord, type NoticeTables } from './store.ts'

type Contract = typeof noticeContract

const openCounts = async (reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (ids.length === 0) return new Map()
  const rows = await reading<NoticeTables>(reader)
    .selectFrom('notice.objection')
    .select(['noticeId', sql<bigint>`count(*)`.as('count')])
    .where('noticeId', 'in', [...ids])
    .where('state', '=', 'open')
    .groupBy('noticeId')
    .execute()
  return new Map(rows.map((row) => [row.noticeId, Number(row.count)]))
}

const daysLeftOf = (calendar: BusinessCalendar, notice: NoticeRecord, view: View): number =>
  isOver(notice, view.now) ? 0 : daysLeft(calendar, notice.clock, view.now)

/** Whether the last day rests on days off that are not published yet. */
const restsOnProvisionalDays = (calendar: MarketCalendar, { clock }: NoticeRecord, now: Instant): boolean => {
  if (!clock.isRunning || clock.closesAt <= now) return false
  const last = lastDayOf(clock.closesAt)
  for (let date = dateOf(clock.since); date <= last; date = addCalendarDays(date, 1)) if (calendar.basisOf(date) === 'provisional') return true
  return false
}

const viewsOf = async (view: View, notices: readonly NoticeRecord[]): Promise<NoticeAnswer[]> => {
  const calendar = await calendarAt(view.reader)
  const owners = await organisationsByIds(
    view.reader,
    notices.map((notice) => notice.ownerOrganisationId),
  )
  const open = await openCounts(
    view.reader,
    notices.map((notice) => notice.id),
  )
  return notices.map((notice) => ({
    id: notice.id,
    number: numberOf(notice),
    kind: notice.kind,
    kindName: kindLabel(notice.kind),
    subject: notice.subject,
    title: { ...notice.title },
    owner: { id: notice.ownerOrganisationId, name: { ...(owners.get(notice.ownerOrganisationId)?.name ?? { zh: '', en: '' }) } },
    state: notice.state,
    unit: notice.unit,
    days: notice.days,
    daysLeft: daysLeftOf(calendar, notice, view),
    opensAt: notice.opensAt,
    closesAt: notice.closesAt,
    lastDay: notice.closesAt === null ? null : lastDayOf(notice.closesAt),
    isProvisional: restsOnProvisionalDays(calendar, notice, view.now),
    endedAt: notice.endedAt,
    openObjections: open.get(notice.id) ?? 0,
  }))
}

interface Filter {
  readonly kind?: string | undefined
  readonly state?: NoticeState | undefined
  readonly q?: string | undefined
  readonly subject?: string | undefined
}

const MAX_JOINED = 200

const filtered = (reader: Reader, filter: Filter) =>
  selectNotices(reader)
    .$if(filter.kind !== undefined, (q) => q.where('n.kind', '=', filter.kind ?? ''))
    .$if(filter.state !== undefined, (q) => q.where('n.state', '=', filter.state ?? 'running'))
    .$if(filter.subject !== undefined, (q) =>
      q.where((eb) => eb.or([eb('n.subject', '=', filter.subject ?? ''), eb(sql<boolean>`n.related @> array[${filter.subject ?? ''}]::text[]`, '=', true)])),
    )
    .$if(Boolean(filter.q), (q) =>
      q.where((eb) => eb.or([eb('n.titleZh', 'ilike', containing(filter.q ?? '')), eb('n.titleEn', 'ilike', containing(filter.q ?? ''))])),
    )

/** Counts of one filter ignore that filter itself, so that people see what else there is. */
const countsOf = async (reader: Reader, filter: Filter) => {
  const count = sql<bigint>`count(*)`.as('count')
  const kinds = await filtered(reader, { ...filter, kind: undefined })
    .clearSelect()
    .select(['n.kind', count])
    .groupBy('n.kind')
    .execute()
  const states = await filtered(reader, { ...filter, state: undefined })
    .clearSelect()
    .select(['n.state', count])
    .groupBy('n.state')
    .execute()
  return {
    kinds: [...new Set([...kindNames(), ...kinds.map((row) => row.kind)])].map((kind) => ({
      kind,
      name: kindLabel(kind),
      count: Number(kinds.find((row) => row.kind === kind)?.count ?? 0),
    })),
    states: states.map((row) => ({ state: row.state, count: Number(row.count) })),
  }
}

const objectionView = (objection: ObjectionRecord) => ({
  id: objection.id,
  ground: objection.ground,
  state: objection.state,
  filedAt: objection.filedAt,
  decidedAt: objection.decidedAt,
  decisionReason: objection.decisionReason,
  grounds: objection.grounds,
  evidence: objection.evidence,
})

/** Those who came first on their ground, each with the open ones that joined it. */
const handledViews = async (view: View, leads: readonly (readonly [ObjectionRecord, NoticeRecord])[]): Promise<HandledObjection[]> => {
  const ids = leads.map(([objection]) => objection.id)
  const rows =
    ids.length === 0
      ? []
      : await selectObjections(view.reader).where('o.joinedTo', 'in', ids).where('o.state', '=', 'open').orderBy('o.filedAt').limit(MAX_JOINED).execute()
  const joined = rows.map(objectionFrom)
  const persons = await personsByIds(
    view.reader,
    [...leads.map(([objection]) => objection), ...joined].map((objection) => objection.personId),
  )
  const nameOf = (personId: string) => ({ ...(persons.get(personId)?.name ?? { zh: '', en: '' }) })
  return leads.map(([objection, notice]) => {
    const group = joined.filter((other) => other.joinedTo === objection.id)
    return {
      ...objectionView(objection),
      objector: { personId: objection.personId, name: nameOf(objection.personId) },
      joined: group.map(({ personId, grounds, evidence }) => ({ personId, name: nameOf(personId), grounds, evidence })),
      acts: objectionActs(view.actor, notice, [objection, ...group]),
    }
  })
}

const barView = (view: View, bar: BarRecord): BarAnswer => ({
  objectionId: bar.objectionId,
  state: bar.state,
  reason: bar.reason,
  decidedAt: bar.decidedAt,
  until: bar.until,
  appealBy: bar.appealBy,
  appeal: bar.appeal,
  reviewReason: bar.reviewReason,
  acts: barActs(view.actor, bar, view.now),
})

/** The asker as one who objects, and the bar under which the asker stands today. */
const objectorOf = async (view: View, own: readonly ObjectionRecord[]) => {
  const { personId } = view.actor
  const bar = personId === null ? null : await readStandingBar(view.reader, personId)
  const standing = bar && view.now < bar.until ? bar : null
  const objector: Objector = {
    own,
    ownOpen: personId === null ? 0 : await countOwnOpen(view.reader, personId),
    maxOpen: (await rulesAt(view.reader, view.now)).number(OPEN_RULE),
    barredUntil: standing?.until ?? null,
  }
  return { objector, bar: standing === null ? null : barView(view, standing) }
}

const ruleView = async (reader: Reader, id: string) => {
  const rule = await ruleById(reader, id)
  if (!rule) return null
  return {
    id: rule.id,
    key: rule.key,
    title: { ...rule.title },
    bound: { ...rule.bound },
    value: Number(rule.value),
    unit: rule.unit,
    source: citationOf(rule).source,
  }
}

const noticesOf = ({ reader }: View, rows: readonly { readonly noticeId: string }[]) =>
  readNotices(
    reader,
    rows.map(({ noticeId }) => noticeId),
  )

/** Clerks answer for the market's notices, heads of a unit for its distributions; the rest is decided by `mayHandle`. */
const handleable = (view: View) => {
  const approves = organisationsOf(view.actor, 'approver')
  const own = organisationsOf(view.actor)
  const isClerk = view.actor.mandates.some((mandate) => mandate.role === 'clerk')
  return selectObjections(view.reader)
    .innerJoin('notice.notice as n', 'n.id', 'o.noticeId')
    .where('o.state', '=', 'open')
    .where('o.joinedTo', 'is', null)
    .where('n.state', 'in', ['running', 'paused'])
    .where((eb) =>
      eb.or([
        ...(approves.length > 0 ? [eb.and([eb('n.handledBy', '=', 'unit'), eb('n.ownerOrganisationId', 'in', approves)])] : []),
        ...(isClerk ? [eb.and([eb('n.handledBy', '=', 'market'), eb('n.ownerOrganisationId', 'not in', own)])] : []),
      ]),
    )
}

export const queries: Queries<Contract, 'list' | 'get' | 'objections' | 'appeals'> = {
  list: async (view, input) => {
    const rows = await filtered(view.reader, input)
      .$if(input.cursor !== undefined, (q) =>
        q.where((eb) =>
          eb(
            eb.refTuple('n.opensAt', 'n.id'),
            '<',
            eb
              .selectFrom('notice.notice as c')
              .select(['c.opensAt', 'c.id'])
              .where('c.id', '=', input.cursor ?? '')
              .$asTuple('opensAt', 'id'),
          ),
        ),
      )
      .orderBy('n.opensAt', 'desc')
      .orderBy('n.id', 'desc')
      .limit(input.limit + 1)
      .execute()
    const shown = rows.slice(0, input.limit)
    const { kinds, states } = await countsOf(view.reader, input)
    const total = states.filter((entry) => input.state === undefined || entry.state === input.state).reduce((sum, entry) => sum + entry.count, 0)
    return ok({
      items: await viewsOf(view, shown.map(noticeFrom)),
      nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null,
      total,
      kinds,
      states,
    })
  },

  get: async (view, input) => {
    const notice = await readNotice(view.reader, input.id)
    if (!notice) return refuse('notice.not_found', { id: input.id })
    const [shown] = await viewsOf(view, [notice])
    if (!shown) return refuse('notice.not_found', { id: input.id })
    const objections = await readObjections(view.reader, notice.id)
    const own = objections.filter((objection) => objection.personId === view.actor.personId)
    const canHandle = mayHandle(view.actor, notice)
    const { objector, bar } = await objectorOf(view, own)
    const acts = noticeActs(view.actor, { notice, objector, now: view.now })
    return ok({
      ...shown,
      body: { ...notice.body },
      related: [...notice.related],
      endReason: notice.endReason,
      rule: await ruleView(view.reader, notice.ruleId),
      pauses: (await readPauses(view.reader, notice.id)).map((pause) => ({
        pausedAt: pause.pausedAt,
        resumedAt: pause.resumedAt,
        remaining: pause.remaining,
      })),
      objections: objections.map((objection, index) => ({
        number: index + 1,
        ground: objection.ground,
        state: objection.state,
        filedAt: objection.filedAt,
        decidedAt: objection.decidedAt,
        decisionReason: objection.decisionReason,
      })),
      acts,
      openGrounds: isAllowed(acts, 'object') ? [...openGrounds(own)] : [],
      bar,
      own: own.map((objection) => ({ ...objectionView(objection), acts: objectionActs(view.actor, notice, [objection]) })),
      toHandle: canHandle
        ? await handledViews(
            view,
            objections.filter((objection) => objection.state === 'open' && objection.joinedTo === null).map((objection) => [objection, notice]),
          )
        : [],
    })
  },

  objections: {
    waiting: async (view, input) => {
      const rows = await handleable(view)
        .$if(input.cursor !== undefined, (q) =>
          q.where((eb) =>
            eb(
              eb.refTuple('o.filedAt', 'o.id'),
              '>',
              eb
                .selectFrom('notice.objection as c')
                .select(['c.filedAt', 'c.id'])
                .where('c.id', '=', input.cursor ?? '')
                .$asTuple('filedAt', 'id'),
            ),
          ),
        )
        .orderBy('o.filedAt')
        .orderBy('o.id')
        .limit(input.limit + 1)
        .execute()
      const shown = rows.slice(0, input.limit).map(objectionFrom)
      const notices = await noticesOf(view, shown)
      const handled = await handledViews(
        view,
        shown.flatMap((objection) => notices.flatMap((notice) => (notice.id === objection.noticeId ? [[objection, notice] as const] : []))),
      )
      const views = new Map((await viewsOf(view, notices)).map((notice) => [notice.id, notice]))
      const items = handled.flatMap((objection, index) => {
        const notice = views.get(shown[index]?.noticeId ?? '')
        return notice ? [{ ...objection, notice }] : []
      })
      return ok({ items, nextCursor: rows.length > input.limit ? (shown.at(-1)?.id ?? null) : null, total: null })
    },
  },

  appeals: {
    waiting: async (view, input) => {
      const rows = await selectBars(view.reader)
        .innerJoin('notice.objection as o', 'o.id', 'b.objectionId')
        .select(['o.noticeId', 'o.grounds'])
        .where('b.state', '=', 'appealed')
        .$if(input.cursor !== undefined, (q) =>
          q.where((eb) =>
            eb(
              eb.refTuple('b.appealedAt', 'b.objectionId'),
              '>',
              eb
                .selectFrom('notice.bar as c')
                .select(['c.appealedAt', 'c.objectionId'])
                .where('c.objectionId', '=', input.cursor ?? '')
                .$asTuple('appealedAt', 'objectionId'),
            ),
          ),
        )
        .orderBy('b.appealedAt')
        .orderBy('b.objectionId')
        .limit(input.limit + 1)
        .execute()
      const shown = rows.slice(0, input.limit)
      const notices = await viewsOf(view, await noticesOf(view, shown))
      const persons = await personsByIds(
        view.reader,
        shown.map((row) => row.personId),
      )
      const items = shown.flatMap((row) => {
        const notice = notices.find(({ id }) => id === row.noticeId)
        const bar = barFrom(row)
        const person = { id: row.personId, name: { ...(persons.get(row.personId)?.name ?? { zh: '', en: '' }) } }
        return notice ? [{ ...barView(view, bar), person, notice, grounds: row.grounds }] : []
      })
      return ok({ items, nextCursor: rows.length > input.limit ? (shown.at(-1)?.objectionId ?? null) : null, total: null })
    },
  },
}
