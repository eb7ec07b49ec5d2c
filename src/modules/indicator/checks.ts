import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  { name: 'indicator.a_lot_is_sold_once', sql: `select subject from indicator.observation where kind = 'hammer' group by subject having count(*) > 1` },
  {
    // A negotiated price has no hammer.
    name: 'indicator.settled_lots_were_sold',
    sql: `select s.subject from indicator.observation s where s.kind = 'settled' and not exists (select 1 from indicator.observation h where h.kind = 'hammer' and h.subject = s.subject)
      and not exists (select 1 from listing.lot l where l.id = s.subject and l.method = 'negotiated')`,
  },
]
