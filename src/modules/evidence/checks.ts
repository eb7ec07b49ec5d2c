import { bound } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'evidence.positions_are_dense',
    sql: `select p.position from (select position, row_number() over (order by position) - 1 as expected from platform.fact_position) p where p.position <> p.expected`,
  },
  {
    // The newest fact tells the market's time: its clock may be another than the database's. Accounts keep the machine's time, also while the demo is laid in past weeks.
    name: 'evidence.every_fact_has_a_position_after_a_minute',
    sql: `select f.id, f.at from platform.fact f
      where f.at < (select max(at) from platform.fact where actor_id <> 'accounts') - interval '1 minute' and not exists (select 1 from platform.fact_position p where p.seq = f.seq)`,
  },
  {
    name: 'evidence.tree_holds_every_position',
    sql: `select t.size, p.given from (select coalesce(max(size), 0) as size from evidence.tree) t, (select count(*) as given from platform.fact_position) p where t.size <> p.given`,
  },
  {
    name: 'evidence.last_checkpoint_is_of_the_tree',
    sql: `select t.size, c.size as signed from (select coalesce(max(size), 0) as size from evidence.tree) t, (select coalesce(max(size), 0) as size from evidence.checkpoint) c where t.size <> c.size`,
  },
  {
    name: 'evidence.checkpoints_are_monotonic',
    sql: `select size from (select size, at, lag(at) over (order by size) as previous from evidence.checkpoint) c where c.at < c.previous`,
  },
  {
    name: 'evidence.checkpoints_say_what_they_store',
    sql: `select size from evidence.checkpoint where split_part(note, e'\\n', 2) <> size::text or split_part(note, e'\\n', 3) <> encode(root, 'base64')`,
  },
  {
    name: 'evidence.nodes_are_complete',
    sql: `select n.level, n.stored, t.size from (select level, count(*) as stored, max(index) as last from evidence.node group by level) n, evidence.tree t
      where n.stored <> t.size >> n.level::int or n.last + 1 <> n.stored`,
  },
  bound({
    name: 'evidence.keys_are_what_the_log_says',
    rows: `select id, jsonb_build_object('vkey', vkey, 'previous', previous, 'reason', reason, 'how', how) as said from evidence.key`,
    facts: { 'evidence.key_handed_over': { how: 'handed_over' }, 'evidence.key_accepted': { how: 'accepted' } },
  }),
]
