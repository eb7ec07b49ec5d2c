import type { Instant } from '#kernel/instant.ts'
import type { Migration } from '#platform/command/module.ts'
import { timestamp, writing, type Tx } from '#platform/db/transaction.ts'
import type { PlatformTables } from './tables.ts'

/**
 * The content of a fact can go, where the law says so of a person (PIPL art. 47), and its salt with it, so that nobody guesses it from the digest. The leaf
 * stays as it was signed: every proof holds, of a record whose content is erased. Whoever blanks a fact for another reason shows in the checks.
 */
export const erasedBodies: Migration = {
  name: '0021_erased_bodies',
  sql: `
alter table platform.fact add column erased_at timestamptz;
alter table platform.fact add constraint fact_erased check (erased_at is null or (body = '{}' and octet_length(salt) = 0));
comment on column platform.fact.erased_at is 'when content and salt went; the leaf stays';

create function platform.keep_fact() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.erased_at is null and new.erased_at is not null and
     (new.id, new.seq, new.type, new.version, new.subject, new.related, new.leaf, new.at, new.actor_id, new.visible_to) is not distinct from
     (old.id, old.seq, old.type, old.version, old.subject, old.related, old.leaf, old.at, old.actor_id, old.visible_to) then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = '0A000';
end $$;
drop trigger fact_append_only on platform.fact;
create trigger fact_append_only before update or delete on platform.fact for each row execute function platform.keep_fact();
`,
}

/** Blanks what was told of the subject so far in facts of these types. */
export const eraseBodies = async (tx: Tx, subject: string, types: readonly string[], at: Instant): Promise<void> => {
  await writing<PlatformTables>(tx)
    .updateTable('platform.fact')
    .set({ body: '{}', salt: Buffer.alloc(0), erasedAt: timestamp(at) })
    .where('subject', '=', subject)
    .where('type', 'in', [...types])
    .where('erasedAt', 'is', null)
    .execute()
}

/** For checks: facts without content for which the log holds no reason, the erasure of their own subject. */
export const erasedWithoutReason = (types: readonly string[], because: string): string =>
  `select f.id from platform.fact f where f.erased_at is not null and not (f.type in (${types.map((type) => `'${type}'`).join(', ')})
    and exists (select 1 from platform.fact e where e.type = '${because}' and e.subject = f.subject and e.seq > f.seq))`
