import type { Check } from '#platform/command/module.ts'

/** Invariants of the road's own tables. */
export const platformChecks: readonly Check[] = [
  {
    name: 'platform.positions_are_dense',
    sql: 'select count(*) as given, max(position) as last from platform.fact_position having count(*) <> coalesce(max(position) + 1, 0)',
  },
  {
    name: 'platform.every_fact_is_pending_or_placed',
    sql: `select f.id from platform.fact f
      where not exists (select 1 from platform.fact_position p where p.seq = f.seq)
        and not exists (select 1 from platform.fact_pending w where w.seq = f.seq)`,
  },
  { name: 'platform.no_work_is_parked', sql: 'select key, task, last_error from platform.work where parked_at is not null' },
]
