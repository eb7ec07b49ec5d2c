/** Objections and appeals that wait for the asker's answer. */
import { organisationsOf } from '#kernel/actor.ts'
import { sql } from 'kysely'
import { isAllowed } from '#kernel/acts.ts'
import { claimsOf } from '#kernel/waiting.ts'
import { MOST_LOOKED_AT, MOST_WAITING, type Waiting } from '#contract/shapes.ts'
import { personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { anywhere, claimed, organisationIn } from '#platform/db/claims.ts'
import { barActs } from './core/acts.ts'
import { OBJECTION_WAITS } from './core/notice.ts'
import { BAR_WAITS } from './core/objection.ts'
import { barFrom, selectBars, selectObjections } from './objection-store.ts'
import { numberOf } from './store.ts'
import * as words from './waiting-messages.ts'

/** One for all that are examined together; none that the asker has a hand in. */
const objections = async ({ reader, actor }: View): Promise<readonly Waiting[]> => {
  const own = organisationsOf(actor)
  const owner = sql.ref('n.ownerOrganisationId')
  const inUnit = organisationIn(owner)
  const me = actor.personId ?? ''
  const rows = await selectObjections(reader)
    .innerJoin('notice.notice as n', 'n.id', 'o.noticeId')
    .select(['n.serial', 'n.opensAt', 'n.titleZh', 'n.titleEn'])
    .where(
      claimed(claimsOf(OBJECTION_WAITS, actor), sql.ref('o.state'), {
        unit: (organisationIds) => sql<boolean>`n.handled_by = 'unit' and ${inUnit(organisationIds)}`,
        market: () => sql<boolean>`n.handled_by = 'market' and not (${inUnit(own)})`,
      }),
    )
    .where('o.joinedTo', 'is', null)
    .where('n.state', 'in', ['running', 'paused'])
    .where(sql<boolean>`not exists (select 1 from notice.objection m where m.person_id = ${me} and m.state = 'open' and (m.id = o.id or m.joined_to = o.id))`)
    .orderBy('o.filedAt')
    .orderBy('o.id')
    .limit(MOST_WAITING)
    .execute()
  return rows.map((row) => ({
    kind: 'objection',
    id: row.id,
    within: row.noticeId,
    number: numberOf({ opensAt: row.opensAt, serial: row.serial }),
    title: { zh: row.titleZh, en: row.titleEn },
    act: 'answer',
    count: null,
    since: row.filedAt,
    until: null,
  }))
}

const appeals = async ({ reader, actor, now }: View): Promise<readonly Waiting[]> => {
  const rows = await selectBars(reader)
    .where(claimed(claimsOf(BAR_WAITS, actor), sql.ref('b.state'), { market: anywhere }))
    .orderBy('b.appealedAt')
    .orderBy('b.objectionId')
    .limit(MOST_LOOKED_AT)
    .execute()
  const open = rows.filter((row) => isAllowed(barActs(actor, barFrom(row), now), 'keep')).slice(0, MOST_WAITING)
  const persons = await personsByIds(
    reader,
    open.map((row) => row.personId),
  )
  return open.map((row) => ({
    kind: 'bar',
    id: row.objectionId,
    within: null,
    number: null,
    title: { ...(persons.get(row.personId)?.name ?? { zh: '', en: '' }) },
    act: 'review',
    count: null,
    since: row.appealedAt ?? row.decidedAt,
    until: null,
  }))
}

export const waiting: WaitingSource = {
  tables: { objection: OBJECTION_WAITS, bar: BAR_WAITS },
  words,
  read: async (view) => [...(await objections(view)), ...(await appeals(view))],
}
