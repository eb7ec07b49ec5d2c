/** What waits on the money desk, one line for each list that is worked off: how many, the oldest, and by when the first is due. */
import { sql, type RawBuilder } from 'kysely'
import { calendarDate, startOfDay, type Instant } from '#kernel/instant.ts'
import { claimsOf, type Waits } from '#kernel/waiting.ts'
import type { Waiting } from '#contract/shapes.ts'
import type { WaitingSource } from '#platform/command/module.ts'
import { reading } from '#platform/db/transaction.ts'
import { INSTRUMENT_WAITS } from './core/instrument.ts'
import { BATCH_WAITS, LINE_WAITS, PAYOUT_WAITS } from './core/payout.ts'
import type { PaymentTables } from './store-tables.ts'
import * as words from './waiting-messages.ts'

interface Bundle {
  readonly kind: string
  readonly act: string
  readonly id: string | null
  readonly n: number
  readonly since: Instant | null
  readonly on: string | null
  readonly due: Instant | null
}

interface Asker {
  readonly personId: string
  readonly organisationIds: readonly string[]
}

const NEVER = sql`null::timestamptz`
const NO_DAY = sql`null::date`
/** Prepared in one of the checker's houses, by somebody else. */
const prepared = (row: string, { personId, organisationIds }: Asker) =>
  sql`${sql.ref(`${row}.made_in`)} = any(${[...organisationIds]}) and ${sql.ref(`${row}.made_by`)} <> ${personId}`
const isProposed = (payout: string) =>
  sql`exists (select 1 from payment.account_proposal x where x.payout_id = ${sql.ref(`${payout}.id`)} and x.state = 'proposed')`

/** By act: the rows of the list, counted. */
const LISTS: Readonly<Record<string, (asker: Asker) => RawBuilder<unknown>>> = {
  'bank_line.propose': () =>
    sql`select min(id) id, count(*)::int n, ${NEVER} since, min(booked_on) "on", ${NEVER} due from payment.statement_line where state = 'unmatched'`,
  'bank_line.confirm': (asker) =>
    sql`select min(a.line_id) id, count(*)::int n, min(a.made_at) since, ${NO_DAY} "on", ${NEVER} due from payment.assignment a where a.state = 'proposed' and ${prepared('a', asker)}`,
  'payout.nameAccount': () =>
    sql`select min(p.id) id, count(*)::int n, min(p.ordered_at) since, ${NO_DAY} "on", min(p.due_at) due from payment.payout p where p.state = 'awaiting_account' and not ${isProposed('p')}`,
  'payout.confirmAccount': (asker) =>
    sql`select min(a.payout_id) id, count(*)::int n, min(a.made_at) since, ${NO_DAY} "on", min(p.due_at) due from payment.account_proposal a join payment.payout p on p.id = a.payout_id
      where a.state = 'proposed' and p.state = 'awaiting_account' and ${prepared('a', asker)}`,
  'payout.batch': () =>
    sql`select min(id) id, count(*)::int n, min(ordered_at) since, ${NO_DAY} "on", min(due_at) due from payment.payout where state = 'ordered'`,
  'payout.settle': () =>
    sql`select min(p.id) id, count(*)::int n, min(b.exported_at) since, ${NO_DAY} "on", min(p.due_at) due from payment.payout p join payment.payout_batch b on b.id = p.batch_id where p.state = 'exported'`,
  'instrument.check': () =>
    sql`select min(id) id, count(*)::int n, min(filed_at) since, ${NO_DAY} "on", ${NEVER} due from payment.instrument where state = 'filed'`,
  'instrument.confirm': (asker) =>
    sql`select min(i.id) id, count(*)::int n, min(i.made_at) since, ${NO_DAY} "on", ${NEVER} due from payment.instrument i where i.state = 'checked' and ${prepared('i', asker)}`,
  'instrument.followUp': () =>
    sql`select min(instrument_id) id, count(*)::int n, min(called_at) since, ${NO_DAY} "on", min(due_at) due from payment.call where state = 'called'`,
  'payout_batch.approve': (asker) =>
    sql`select min(b.id) id, count(*)::int n, min(b.made_at) since, ${NO_DAY} "on", ${NEVER} due from payment.payout_batch b where b.state = 'proposed' and ${prepared('b', asker)}`,
  'payout_batch.export': () =>
    sql`select min(id) id, count(*)::int n, min(decided_at) since, ${NO_DAY} "on", ${NEVER} due from payment.payout_batch where state = 'approved'`,
}

const tables: Readonly<Record<string, Waits>> = { bank_line: LINE_WAITS, payout: PAYOUT_WAITS, instrument: INSTRUMENT_WAITS, payout_batch: BATCH_WAITS }

export const waiting: WaitingSource = {
  tables,
  words,
  read: async ({ reader, actor }) => {
    const claims = Object.entries(tables).flatMap(([kind, table]) => claimsOf(table, actor).map((claim) => ({ kind, ...claim })))
    const asked = claims.flatMap(({ kind, act, organisationIds }) => {
      const list = LISTS[`${kind}.${act}`]?.({ personId: actor.personId ?? '', organisationIds })
      return list === undefined ? [] : [sql`(select ${kind}::text kind, ${act}::text act, x.* from (${list}) x)`]
    })
    if (asked.length === 0) return []
    const bundles = await reading<PaymentTables>(reader)
      .selectFrom(sql<Bundle>`(${sql.join(asked, sql` union all `)})`.as('bundle'))
      .selectAll()
      .execute()
    return bundles.flatMap(({ kind, act, id, n, since, on, due }): Waiting[] => {
      const oldest = since ?? (on === null ? null : startOfDay(calendarDate(on)))
      if (id === null || oldest === null) return []
      return [{ kind, id, within: null, number: null, title: null, act, count: n, since: oldest, until: due }]
    })
  },
}
