import type { Migration } from '#platform/command/module.ts'

export const noticeReading: Migration = {
  name: '0002_notice_reading',
  sql: `
create table account.notice_reading (
  person_id text not null references party.person (id) on delete cascade,
  version date not null,
  read_at timestamptz not null,
  primary key (person_id, version)
);
comment on table account.notice_reading is 'which edition of the processing notice somebody has read, and when (PIPL art. 17); what was read with the making of the account stands with the account';
`,
}
