import type { Migration } from '#platform/command/module.ts'

/** A notice to which nobody came is extended as it announced (延牌), by the clock. Lots of before announce nothing, and are not extended. */
export const extension: Migration = {
  name: '0006_extension',
  sql: `
alter table listing.lot add column extension_days int check (extension_days > 0);
alter table listing.lot add column extension_times int check (extension_times > 0);
alter table listing.lot add column extensions_used int not null default 0 check (extensions_used >= 0);
alter table listing.lot add constraint lot_extension check ((extension_days is null) = (extension_times is null) and extensions_used <= coalesce(extension_times, 0));
`,
}
