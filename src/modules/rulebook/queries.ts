/** Reading the rulebook: lists, one rule with its history, and the days behind a date. */
import { addCalendarDays } from '#kernel/business-calendar.ts'
import { BINDS } from '#kernel/rule.ts'
import { calendarDate, dateOf, parseInstant, type CalendarDate } from '#kernel/instant.ts'
import { ok, refuse } from '#kernel/result.ts'
import { sql } from 'kysely'
import type { View } from '#platform/command/act.ts'
import { cursorOf, pageFrom, timePlaceOf } from '#platform/db/page.ts'
import type { Queries } from '#platform/command/module.ts'
import { reading, timestamp } from '#platform/db/transaction.ts'
import type { ProposalAnswer, RuleView, rulebookContract } from './api.ts'
import { CALENDAR_BUNDLE } from './calendar.ts'
import { specialDays, type MarketCalendar } from './core/calendar.ts'
import { isPeriodUnit, lastDayOf } from './core/period.ts'
import { decideComment, isUnusual, type ProposalState } from './core/proposal.ts'
import { statutoryDeadline, type Rule } from './core/rule.ts'
import { matches } from './core/search.ts'
import { calendarAt, rulesAt, withinCalendar } from './doors.ts'
import { readCalendarSource, readRuleById, readRulesOn, readSources, readVersions, type RulebookTables } from './store.ts'

type Contract = typeof rulebookContract

/** A preview lists days one by one; longer periods show the first ones. */
const MAX_LISTED_DAYS = 120
const MAX_PROPOSALS = 100
const MAX_COMMENTS = 100

const viewOf = (rule: Rule): RuleView => ({
  ...rule,
  value: rule.value as RuleView['value'],
  bindsHere: BINDS[rule.binds],
  sources: rule.sources.map(({ code, kind, title, article = null, words = null }) => ({ code, kind, title: { ...title }, article, words })),
})

interface ProposalFilter {
  readonly key?: string
  readonly state?: ProposalState
  /** Only those that are published for comment now. */
  readonly isOpen?: true
}

const proposals = async ({ reader, actor, now }: View, filter: ProposalFilter): Promise<ProposalAnswer[]> => {
  const rows = await reading<RulebookTables>(reader)
    .selectFrom('rulebook.proposal as p')
    .$if(filter.key !== undefined, (q) => q.where('p.key', '=', filter.key ?? ''))
    .$if(filter.state !== undefined, (q) => q.where('p.state', '=', filter.state ?? 'proposed'))
    .$if(filter.isOpen === true, (q) => q.where('p.state', '=', 'proposed').where('p.commentsCloseAt', '>', timestamp(now)))
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom('rulebook.comment as c')
        .whereRef('c.proposalId', '=', 'p.id')
        .select((e) => e.fn.countAll<bigint>().as('n'))
        .as('comments'),
    )
    .orderBy((eb) => eb.case().when('p.state', '=', 'proposed').then(0).else(1).end())
    .orderBy('p.proposedAt', 'desc')
    .limit(MAX_PROPOSALS)
    .execute()
  const views: ProposalAnswer[] = []
  const known = await readVersions(reader, [...new Set(rows.map(({ key }) => key))])
  for (const row of rows) {
    const versions = known.filter((version) => version.key === row.key && version.branch === row.branch)
    // Beside an adopted proposal stands the version it replaced.
    const replaced = row.ruleId === null ? versions.find((version) => version.validTo === null) : versions.find((version) => version.validTo === row.validFrom)
    const rule = replaced ?? versions.at(-1)
    if (!rule) continue
    views.push({
      id: row.id,
      key: row.key,
      branch: row.branch,
      title: { ...rule.title },
      unit: rule.unit,
      current: rule.value as RuleView['value'],
      value: row.value as RuleView['value'],
      validFrom: row.validFrom,
      reason: row.reason,
      state: row.state,
      isUnusual: isUnusual(rule, row.value),
      isOwn: row.proposedBy === actor.personId,
      proposedAt: row.proposedAt,
      decidedAt: row.decidedAt,
      decisionReason: row.decisionReason,
      commentsCloseAt: row.commentsCloseAt,
      isOpenForComment: decideComment(row, now).ok,
      comments: Number(row.comments ?? 0),
    })
  }
  return views
}

const daysOf = (calendar: MarketCalendar, from: CalendarDate, to: CalendarDate, countsAll: boolean) => {
  const days = []
  for (let date = addCalendarDays(from, 1); date <= to && days.length < MAX_LISTED_DAYS; date = addCalendarDays(date, 1)) {
    const isWorking = calendar.isWorkingDay(date)
    days.push({ date, isWorking, counts: countsAll || isWorking, basis: calendar.basisOf(date) })
  }
  return days
}

export const queries: Queries<
  Contract,
  'list' | 'get' | 'versions' | 'sources' | 'deadlinePreview' | 'calendar' | 'proposals' | 'openProposals' | 'comments' | 'waitingComments'
> = {
  list: async (view, input) => {
    const branches = ['main', ...(input.branch === undefined ? [] : [input.branch])]
    const all = await readRulesOn(view.reader, input.on === undefined ? dateOf(view.now) : calendarDate(input.on), branches)
    const found = input.q === undefined || input.q === '' ? all : all.filter((rule) => matches(rule, input.q ?? ''))
    const counts = new Map<string, number>()
    for (const rule of found) counts.set(rule.group, (counts.get(rule.group) ?? 0) + 1)
    const shown = found.filter((rule) => input.group === undefined || rule.group === input.group)
    return ok({ items: shown.map(viewOf), groups: [...counts].map(([group, count]) => ({ group, count })), total: shown.length })
  },

  get: async (view, input) => {
    const versions = await readVersions(view.reader, [input.key])
    const today = dateOf(view.now)
    const isCurrent = (rule: Rule) => (rule.validFrom === null || rule.validFrom <= today) && (rule.validTo === null || rule.validTo > today)
    const rule = versions.find((version) => version.branch === 'main' && isCurrent(version)) ?? versions.at(-1)
    if (!rule) return refuse('rulebook.not_found', { key: input.key })
    return ok({ rule: viewOf(rule), versions: versions.map(viewOf), proposals: await proposals(view, { key: input.key }) })
  },

  versions: {
    get: async (view, input) => {
      const rule = await readRuleById(view.reader, input.id)
      return rule ? ok(viewOf(rule)) : refuse('rulebook.not_found', { key: input.id })
    },
  },

  sources: {
    list: async (view) => {
      const rules = await readRulesOn(view.reader, dateOf(view.now), ['main'])
      const uses = new Map<string, number>()
      for (const rule of rules) for (const source of rule.sources) uses.set(source.code, (uses.get(source.code) ?? 0) + 1)
      const items = (await readSources(view.reader)).map((source) => ({ ...source, title: { ...source.title }, rules: uses.get(source.code) ?? 0 }))
      return ok({ items })
    },
  },

  deadlinePreview: async (view, input) => {
    const from = parseInstant(input.from)
    const rules = await rulesAt(view.reader, view.now)
    const rule = rules.rules.find((candidate) => candidate.key === input.key)
    if (!rule) return refuse('rulebook.not_found', { key: input.key })
    const { unit } = rule
    if (!isPeriodUnit(unit)) return refuse('rulebook.not_a_period', { key: input.key })
    const calendar = await calendarAt(view.reader)
    return withinCalendar(() => {
      const { closesAt } = statutoryDeadline(rules, input.key, from)
      const lastDay = lastDayOf(closesAt)
      return {
        rule: viewOf(rule),
        from,
        closesAt,
        lastDay,
        days: unit === 'cd' || unit === 'wd' ? daysOf(calendar, dateOf(from), lastDay, unit === 'cd') : [],
        calendarBundle: CALENDAR_BUNDLE,
      }
    })
  },

  calendar: {
    get: async (view, input) => {
      const calendar = await calendarAt(view.reader)
      const laid = await readCalendarSource(view.reader, input.year)
      return withinCalendar(() => {
        // The middle of May is never special, so it tells what the year rests on.
        const basis = laid === null ? calendar.basisOf(calendarDate(`${input.year}-05-20`)) : 'overridden'
        return { year: input.year, basis, source: laid ?? (basis === 'published' ? CALENDAR_BUNDLE : ''), days: [...specialDays(calendar, input.year)] }
      })
    },
  },

  proposals: {
    list: async (view, input) => ok({ items: await proposals(view, input.state === undefined ? {} : { state: input.state }) }),
  },

  openProposals: {
    list: async (view) => {
      const open = await proposals(view, { isOpen: true })
      return ok({ items: open.toSorted((a, b) => Number(a.commentsCloseAt) - Number(b.commentsCloseAt)) })
    },
  },

  comments: {
    list: async ({ reader, now }, { id, cursor, limit }) => {
      const place = timePlaceOf(cursor)
      if (cursor !== undefined && place === null) return refuse('request.cursor_unreadable', {}, { field: 'cursor' })
      const rows = await reading<RulebookTables>(reader)
        .selectFrom('rulebook.comment')
        .select(['id', 'text', 'at'])
        .where('proposalId', '=', id)
        .$if(place !== null, (q) => q.where(sql<boolean>`(at, id) > (${timestamp(place?.at ?? now)}, ${place?.id ?? ''})`))
        .orderBy('at')
        .orderBy('id')
        .limit(limit + 1)
        .execute()
      return ok(pageFrom(rows, limit, { item: (row) => row, cursor: (row) => cursorOf(row.at, row.id) }))
    },
  },

  waitingComments: {
    list: async ({ reader }) => {
      const numbered = reading<RulebookTables>(reader)
        .selectFrom('rulebook.comment as c')
        .innerJoin('rulebook.proposal as p', 'p.id', 'c.proposalId')
        .where('p.state', '=', 'proposed')
        .select(['c.id', 'c.proposalId', 'c.text', 'c.at', sql<number>`row_number() over (partition by c.proposal_id order by c.at, c.id)`.as('place')])
      const items = await reading<RulebookTables>(reader)
        .selectFrom(numbered.as('n'))
        .where('place', '<=', MAX_COMMENTS)
        .select(['id', 'proposalId', 'text', 'at'])
        .orderBy('at')
        .orderBy('id')
        .execute()
      return ok({ items })
    },
  },
}
