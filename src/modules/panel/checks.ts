import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'panel: nobody sits who was out, and no unit has more seats than the bound',
    sql: `select s.panel_id from panel.seat s join panel.candidate c using (panel_id, person_id) where c.out is not null
      union select s.panel_id from panel.seat s join panel.panel p on p.id = s.panel_id where s.state not in ('recused', 'replaced')
        group by s.panel_id, s.unit_id, p.per_unit having count(*) > p.per_unit`,
  },
  {
    name: 'panel: a drawn panel has the market’s nonce and one from outside in its seed',
    sql: `select p.id from panel.panel p where p.seed is not null and (
      not exists (select 1 from panel.side s where s.panel_id = p.id and s.side = 'market' and s.nonce is not null)
      or not exists (select 1 from panel.side s where s.panel_id = p.id and s.side <> 'market' and s.nonce is not null))`,
  },
  {
    name: 'panel: no nonce was unsealed while others were being sealed, and none was sealed after the draw',
    sql: `select s.panel_id from panel.side s join panel.panel p on p.id = s.panel_id where s.side <> 'market'
      and ((s.nonce is not null and p.state = 'committing') or s.sealed_at > p.drawn_at)`,
  },
  {
    name: 'panel: every sheet is of an expert who had declared, and nobody marks after the end',
    sql: `select t.panel_id from panel.sheet t join panel.seat s using (panel_id, person_id) join panel.panel p on p.id = t.panel_id
      where s.declared_at is null or t.saved_at < s.declared_at or t.saved_at > coalesce(p.locked_at, p.ended_at, t.saved_at)`,
  },
  {
    name: 'panel: a locked panel has enough sheets, and marks for all its items once it is added up',
    sql: `select p.id from panel.panel p where p.state in ('locked', 'aggregated', 'revealed') and (
      (select count(*) from panel.seat s where s.panel_id = p.id and s.state = 'locked') < p.least_sheets
      or (p.marks is not null and jsonb_array_length(p.marks) <> (select count(*) from panel.item i where i.panel_id = p.id)))`,
  },
  bound({
    name: 'panel: panels are what the log says',
    rows: `select id, jsonb_build_object('panelId', id, 'subject', subject, 'ownerOrganisationId', owner_organisation_id, 'titleZh', title_zh, 'titleEn', title_en,
      'seats', seats, 'perUnit', per_unit, 'leastSheets', least_sheets, 'poolDigest', pool_digest,
      'end', case when state in ('revealed', 'failed', 'cancelled') then state else 'none' end)
      || case when seed is null then '{}'::jsonb else jsonb_build_object('seed', seed) end
      || case when marks is null then '{}'::jsonb else jsonb_build_object('marks', marks) end as said from panel.panel`,
    facts: {
      'panel.opened': { end: 'none' },
      'panel.drawn': {},
      'panel.aggregated': {},
      'panel.revealed': { end: 'revealed' },
      'panel.failed': { end: 'failed' },
      'panel.cancelled': { end: 'cancelled' },
    },
  }),
]
