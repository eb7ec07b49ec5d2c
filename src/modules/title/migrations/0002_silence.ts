import type { Migration } from '#platform/command/module.ts'

/** Silence is a waiver only by agreement: a round names it. Rounds that run name none, and run out without an answer. */
export const silence: Migration = {
  name: '0002_silence',
  sql: `
alter table title.first_refusal add column silence_basis text not null default '' check (char_length(silence_basis) <= 500);
alter table title.first_refusal alter column silence_basis drop default;
alter table title.first_refusal drop constraint first_refusal_state_check;
alter table title.first_refusal add constraint first_refusal_state_check check (state in ('open','waived','exercised','unanswered','cancelled'));
`,
}
