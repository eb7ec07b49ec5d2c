import type { Check } from '#platform/command/module.ts'

/** Invariants of the road's own tables. */
export const platformChecks: readonly Check[] = [
  {
    name: 'platform.positions_are_dense',
    sql: 'select count(*) as given, max(position) as last from platform.fact_position having count(*) <> coalesce(max(position) + 1, 0)',
  },
  {
    name: 'platform.every_fact_is_pending_or_placed',
    sql: `select f.id from platform.fact f
      where not exists (select 1 from platform.fact_position p where p.seq = f.seq)
        and not exists (select 1 from platform.fact_pending w where w.seq = f.seq)`,
  },
  {
    // Between two rooms: money goes to an account that its owner has set, back to the one it came from, or to one that two officers have given it.
    name: 'platform.payouts_go_to_accounts_of_their_beneficiaries',
    sql: `select o.id from payment.payout o where o.account_number <> '' and not exists (
        select 1 from party.payout_account a where a.holder_id = o.beneficiary_id and (a.number, a.account_name) = (o.account_number, o.account_name))
      and not exists (
        select 1 from payment.statement_line l left join payment.payment_request r on r.id = l.request_id
        where o.beneficiary_id in (l.id, r.payer_organisation_id) and (l.counterparty_account, l.counterparty_name) = (o.account_number, o.account_name))
      and not exists (
        select 1 from payment.account_proposal p
        where p.payout_id = o.id and p.state = 'confirmed' and (p.account_number, p.account_name) = (o.account_number, o.account_name))`,
  },
  { name: 'platform.no_work_is_parked', sql: 'select key, task, last_error from platform.work where parked_at is not null' },
]
