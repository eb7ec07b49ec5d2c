/**
 * Accounts are the tables of another library, which writes them by itself. A trigger tells the log of every change to what lets somebody in, in the same
 * transaction: a digest under a salt, from which nothing can be guessed. So an e-mail or a password that was changed in a backup file is found.
 */
import type { Check, Migration } from '#platform/command/module.ts'

/**
 * What decides who gets in, by table: not counters, times of use or sessions. The first column names the account. Applied as a migration: another column
 * or table needs the next one.
 */
const BOUND: Readonly<Record<string, readonly string[]>> = {
  user: ['id', 'email', 'emailVerified', 'twoFactorEnabled'],
  account: ['userId', 'providerId', 'accountId', 'password'],
  twoFactor: ['userId', 'secret', 'backupCodes'],
  passkey: ['userId', 'publicKey', 'credentialID'],
  apikey: ['referenceId', 'key', 'enabled'],
}
const TYPE = 'party.account_changed'

const quoted = (name: string): string => `"${name}"`
const saidBy = (row: string, columns: readonly string[]): string => `jsonb_build_array(${columns.map((column) => `${row}.${quoted(column)}::text`).join(', ')})`

const tellRow = `
-- What is told of a row: which account, which row, and a digest of what is bound; null for a row that is gone.
create function auth.tell_account(of_table text, row_id text, user_id text, said jsonb) returns void language plpgsql as $$
declare
  person constant text := (select p.id from party.person p where p.user_id = tell_account.user_id);
  salt constant text := encode(uuid_send(gen_random_uuid()), 'hex');
begin
  perform platform.record_fact('${TYPE}', 'acc_' || substr(encode(sha256(convert_to(tell_account.user_id, 'UTF8')), 'hex'), 1, 26), array_remove(array[person], null),
    jsonb_build_object('row', of_table || '/' || row_id, 'salt', salt,
      'digest', case when said is not null then encode(sha256(convert_to(salt || said::text, 'UTF8')), 'hex') end),
    array_remove(array[person], null), 'accounts');
end $$;`

const watch = ([table, columns]: readonly [string, readonly string[]]): string => {
  const owner = quoted(columns[0] ?? 'id')
  const rows = `auth.${quoted(table)}`
  return `
create function auth.${quoted(`tell_${table}`)}() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform auth.tell_account('${table}', old.id, old.${owner}, null);
  elsif tg_op = 'INSERT' or ${saidBy('new', columns)} is distinct from ${saidBy('old', columns)} then
    perform auth.tell_account('${table}', new.id, new.${owner}, ${saidBy('new', columns)});
  end if;
  return null;
end $$;
create trigger told after insert or update or delete on ${rows} for each row execute function auth.${quoted(`tell_${table}`)}();
-- Accounts of before are told once, as they stand.
select auth.tell_account('${table}', r.id, r.${owner}, ${saidBy('r', columns)}) from ${rows} r order by r.id;`
}

/** Applied after the account library has made its tables. */
export const accountMigrations: readonly Migration[] = [{ name: '0001_told_accounts', sql: [tellRow, ...Object.entries(BOUND).map(watch)].join('\n') }]

const keptRows = Object.entries(BOUND)
  .map(([table, columns]) => `select '${table}/' || r.id as id, ${saidBy('r', columns)} as said from auth.${quoted(table)} r`)
  .join(' union all ')

export const accountChecks: readonly Check[] = [
  {
    name: 'accounts.are_what_was_told',
    sql: `with told as (
        select distinct on (f.body::jsonb ->> 'row') f.body::jsonb ->> 'row' as id, f.body::jsonb ->> 'salt' as salt, f.body::jsonb ->> 'digest' as digest
        from platform.fact f where f.type = '${TYPE}' order by f.body::jsonb ->> 'row', f.seq desc)
      select id, case when k.said is null then 'an account that was told of is gone' when t.digest is null then 'an account that nobody told of' else 'not what was told' end as problem
      from (${keptRows}) k full join told t using (id)
      where encode(sha256(convert_to(t.salt || k.said::text, 'UTF8')), 'hex') is distinct from t.digest`,
  },
]
