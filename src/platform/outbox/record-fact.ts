import type { Migration } from '#platform/command/module.ts'

/**
 * Facts written inside the database: for what does not come by the road (accounts, whose tables are another library's) and for migrations that tell the
 * log what stood in the tables before. The leaf is the same as the program's (`facts.ts`): canonical JSON with a salted digest of the body.
 */
export const recordFact: Migration = {
  name: '0020_record_fact',
  sql: `
-- RFC 8785 for objects, lists, texts, booleans and whole numbers, with keys in ASCII.
create function platform.canonical_json(value jsonb) returns text language plpgsql immutable as $$
begin
  return case jsonb_typeof(value)
    when 'object' then '{' || coalesce((select string_agg(to_json(k)::text || ':' || platform.canonical_json(v), ',' order by k collate "C") from jsonb_each(value) e (k, v)), '') || '}'
    when 'array' then '[' || coalesce((select string_agg(platform.canonical_json(v), ',' order by n) from jsonb_array_elements(value) with ordinality e (v, n)), '') || ']'
    else value::text end;
end $$;

-- Ten characters of time, sixteen of randomness, as the program makes ids.
create function platform.make_id(prefix text, at timestamptz) returns text language plpgsql as $$
declare
  alphabet constant text := '0123456789abcdefghjkmnpqrstvwxyz';
  rest bigint := floor(extract(epoch from at) * 1000);
  moment text := '';
  chance constant bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
  tail text := '';
begin
  for place in 1..10 loop
    moment := substr(alphabet, (rest % 32)::int + 1, 1) || moment;
    rest := rest / 32;
  end loop;
  -- The version bits of a UUID stand in its bytes 6 and 8: those are left out.
  foreach rest in array array[0, 1, 2, 3, 4, 5, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17] loop
    tail := tail || substr(alphabet, get_byte(chance, rest::int) % 32 + 1, 1);
  end loop;
  return prefix || '_' || moment || tail;
end $$;

create function platform.record_fact(type text, subject text, related text[], body jsonb, visible_to text[], actor_id text) returns void language plpgsql as $$
declare
  at constant timestamptz := date_trunc('milliseconds', clock_timestamp()) + coalesce((select offset_ms * interval '1 millisecond' from platform.demo_clock), interval '0');
  id constant text := platform.make_id('fct', at);
  salt constant bytea := uuid_send(gen_random_uuid());
  content constant text := platform.canonical_json(body);
  leaf constant text := platform.canonical_json(jsonb_build_object('v', 1, 'id', id, 'type', type, 'subject', subject,
    'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'digest', encode(sha256(salt || convert_to(content, 'UTF8')), 'hex')));
begin
  with added as (
    insert into platform.fact (id, type, version, subject, related, body, salt, leaf, at, actor_id, visible_to)
    values (id, type, 1, subject, related, content, salt, convert_to(leaf, 'UTF8'), at, actor_id, visible_to) returning seq)
  insert into platform.fact_pending (seq) select seq from added;
end $$;
`,
}
