import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'achievement.shares_make_the_whole',
    sql: `select r.id, sum(c.share_basis_points) as total from achievement.record r left join achievement.completer c on c.achievement_id = r.id
      where r.state <> 'draft' group by r.id having coalesce(sum(c.share_basis_points), 0) <> 10000`,
  },
  {
    name: 'achievement.four_eyes',
    sql: `select id from achievement.record where state in ('approved','catalogued','secret','released') and source = 'disclosed' and (approved_by is null or approved_by = assessed_by)`,
  },
  {
    name: 'achievement.approved_only_when_confirmed',
    sql: `select r.id from achievement.record r join achievement.completer c on c.achievement_id = r.id
      where r.state in ('approved','catalogued','secret','released') and c.confirmation in ('pending','contested')`,
  },
  {
    name: 'achievement.nothing_but_the_catalogue_is_searchable',
    sql: `select id from achievement.record where (search is not null) <> (state = 'catalogued')`,
  },
  {
    name: 'achievement.one_record_per_number',
    sql: `select key, count(*) from achievement.natural_key where key like 'reg:%' group by key having count(*) > 1`,
  },
]
