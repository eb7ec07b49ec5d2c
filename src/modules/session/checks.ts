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
      'session.rescheduled': { state: 'announced' },
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
  bound({
    name: 'session: roadshow slots are what the log says',
    rows: `select id, jsonb_build_object('sessionId', session_id, 'lotIds', to_jsonb(lot_ids), 'sellerOrganisationId', seller_organisation_id, 'languages', to_jsonb(languages),
      'speaker', speaker, 'documentId', slides_document_id, 'sha256', slides_sha256, 'startsAt', ${isoSql('starts_at')}, 'endsAt', ${isoSql('ends_at')}, 'state', state) as said
      from session.slot`,
    facts: {
      'session.slot_planned': { state: 'planned' },
      'session.slot_moved': {},
      'session.slot_prepared': {},
      'session.slides_put': {},
      'session.slot_cancelled': { state: 'cancelled' },
    },
    key: 'slotId',
  }),
  bound({
    name: 'session: questions and answers are what the log says',
    rows: `select id, jsonb_build_object('slotId', slot_id, 'sessionId', session_id, 'organisationId', organisation_id, 'askerNumber', asker_number, 'shownAs', shown_as,
      'askerOrganisationId', case shown_as when 'name' then organisation_id end, 'question', question, 'answer', answer, 'digest', digest, 'state', state)
      || case when reason is null then '{}'::jsonb else jsonb_build_object('reason', reason) end as said from session.question`,
    facts: {
      'session.question_asked': { state: 'open' },
      'session.question_answered': { state: 'answered' },
      'session.question_declined': { state: 'declined' },
      'session.question_lapsed': { state: 'lapsed' },
    },
    key: 'questionId',
  }),
  {
    name: 'session: slots belong to a session that was announced, end with it, and stand upon no other',
    sql: `select a.id from session.slot a join session.session s on s.id = a.session_id
      where s.announced_at is null or a.state = 'planned' and (a.ends_at > s.ends_at
        or s.state = 'cancelled' and a.starts_at > s.closed_at
        or exists (select 1 from session.slot b where b.session_id = a.session_id and b.id <> a.id and b.state = 'planned' and b.starts_at < a.ends_at and a.starts_at < b.ends_at))`,
  },
  {
    name: 'session: nobody waits for an answer in a session that is over, and an organisation has one number in it',
    sql: `select q.id from session.question q join session.session s on s.id = q.session_id join session.slot t on t.id = q.slot_id
      where t.session_id <> q.session_id or q.state = 'open' and (s.state in ('held', 'cancelled') or t.state = 'cancelled')
        or exists (select 1 from session.question o where o.session_id = q.session_id and (o.organisation_id = q.organisation_id) <> (o.asker_number = q.asker_number))`,
  },
  bound({
    name: 'session: who shows a session or a lot as well is what the log says',
    rows: `select id, jsonb_build_object('subject', subject, 'partnerId', partner_id, 'state', state, 'line', line)
      || case when reason is null then '{}'::jsonb else jsonb_build_object('reason', reason) end as said from session.co_listing`,
    facts: {
      'session.co_listing_invited': { state: 'invited' },
      'session.co_listing_confirmed': { state: 'confirmed' },
      'session.co_listing_declined': { state: 'declined' },
      'session.co_listing_withdrawn': { state: 'withdrawn' },
    },
    key: 'coListingId',
  }),
]
