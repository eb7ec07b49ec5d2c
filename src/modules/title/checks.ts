import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  {
    name: 'title.holders_make_the_whole',
    sql: `select r.achievement_id from title.right_record r left join title.holder h using (achievement_id)
      group by r.achievement_id having coalesce(sum(h.share_basis_points), 0) <> 10000`,
  },
  {
    name: 'title.no_second_disposal',
    sql: `select a.id, b.id as other from title.disposal a join title.disposal b on b.achievement_id = a.achievement_id and b.id > a.id
      where a.state <> 'released' and b.state <> 'released'
        and not (a.state = 'completed' and a.share_basis_points is not null) and not (b.state = 'completed' and b.share_basis_points is not null)
        and not (a.right_kind = 'ordinary' and b.right_kind = 'ordinary')
        and a.fields && b.fields and a.places && b.places and a.period && b.period`,
  },
  {
    name: 'title.waived_only_when_all_answered',
    sql: `select f.id from title.first_refusal f join title.first_refusal_answer a on a.ask_id = f.id where f.state = 'waived' and (a.answer is null or a.answer = 'exercised')`,
  },
  {
    name: 'title.exercised_has_an_exerciser',
    sql: `select f.id from title.first_refusal f where f.state = 'exercised' and not exists (select 1 from title.first_refusal_answer a where a.ask_id = f.id and a.answer = 'exercised')`,
  },
  {
    name: 'title.developers_of_others_work',
    sql: `select o.achievement_id from title.origin o where (o.kind = 'own') = exists (select 1 from title.developer d where d.achievement_id = o.achievement_id)`,
  },
  {
    name: 'title.silence_was_long_enough',
    sql: `select f.id from title.first_refusal f join title.first_refusal_answer a on a.ask_id = f.id where a.answer = 'lapsed' and a.answered_at < f.closes_at`,
  },
  {
    name: 'title.unanswered_to_the_end',
    sql: `select f.id from title.first_refusal f where f.state = 'unanswered' and (f.silence_basis <> '' or f.closed_at < f.closes_at)`,
  },
]
