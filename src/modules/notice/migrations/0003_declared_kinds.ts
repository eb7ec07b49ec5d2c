import type { Migration } from '#platform/command/module.ts'

/** The rooms that publish notices declare their kinds; a row says itself who answers its objections. */
export const declaredKinds: Migration = {
  name: '0003_declared_kinds',
  sql: `
alter table notice.notice
  drop constraint notice_kind_check,
  add check (kind ~ '^[a-z][a-z_]{1,39}$'),
  add column handled_by text check (handled_by in ('market', 'unit'));
alter table notice.notice disable trigger notice_kept;
update notice.notice set handled_by = case kind when 'distribution' then 'unit' else 'market' end;
alter table notice.notice enable trigger notice_kept;
alter table notice.notice alter column handled_by set not null;

create or replace function notice.keep_text() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'a notice is never deleted' using errcode = '0A000'; end if;
  if (new.kind, new.handled_by, new.subject, new.related, new.title_zh, new.title_en, new.body_zh, new.body_en, new.owner_organisation_id, new.rule_id, new.rule_key, new.unit, new.days, new.opens_at)
    is distinct from (old.kind, old.handled_by, old.subject, old.related, old.title_zh, old.title_en, old.body_zh, old.body_en, old.owner_organisation_id, old.rule_id, old.rule_key, old.unit, old.days, old.opens_at)
    or old.ended_at is not null then
    raise exception 'a published notice is never rewritten' using errcode = '0A000';
  end if;
  return new;
end $$;
`,
}
