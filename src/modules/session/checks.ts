import { bound, isoSql } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

export const checks: readonly Check[] = [
  bound({
    name: 'session: sessions are what the log says',
    rows: `select id, jsonb_build_object('title', title, 'summary', summary, 'organiserId', organiser_id, 'region', region, 'field', field, 'isOnline', is_online,
      'place', place, 'startsAt', ${isoSql('starts_at')}, 'endsAt', ${isoSql('ends_at')}, 'partnerIds', to_jsonb(partner_ids), 'state', state) as said from session.session`,
    facts: {
      'session.drafted': { state: 'draft' },
      'session.revised': { state: 'draft' },
      'session.submitted': { state: 'submitted' },
      'session.sent_back': { state: 'draft' },
      'session.announced': { state: 'announced' },
      'session.started': { state: 'running' },
      'session.held': { state: 'held' },
      'session.cancelled': { state: 'cancelled' },
    },
    key: 'sessionId',
  }),
  bound({
    name: 'session: lots of a session are what the log says',
    rows: `select id, jsonb_build_object('sessionId', session_id, 'lotId', lot_id, 'sellerOrganisationId', seller_organisation_id)
      || case when standing = 'released' then '{}'::jsonb else jsonb_build_object('standing', standing) end as said from session.entry`,
    facts: {
      'session.lot_asked': { standing: 'asked' },
      'session.lot_admitted': { standing: 'admitted' },
      'session.lot_declined': { standing: 'declined' },
      'session.lot_taken_back': { standing: 'taken_back' },
      'session.lot_removed': { standing: 'removed' },
      'session.lot_lapsed': { standing: 'lapsed' },
    },
    key: 'entryId',
  }),
  {
    name: 'session: places run from one without a gap',
    sql: `select session_id from session.entry where standing = 'admitted' group by session_id having max(place) <> count(*)`,
  },
  {
    name: 'session: what is released belongs to a session that was cancelled',
    sql: `select e.id from session.entry e join session.session s on s.id = e.session_id where (e.standing = 'released') and s.state <> 'cancelled'
      or s.state = 'cancelled' and e.standing in ('asked', 'admitted')`,
  },
]
