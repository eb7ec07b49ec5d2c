import { bound, isoSql } from '#platform/command/bound.ts'
import type { Check } from '#platform/command/module.ts'

const digest = (column: string): string => `encode(sha256(convert_to(${column}, 'UTF8')), 'hex')`

export const checks: readonly Check[] = [
  { name: 'complaint: nobody answers a complaint of their own', sql: `select id from complaint.complaint where state = 'answered' and closed_by = person_id` },
  bound({
    name: 'complaint: complaints are what the log says',
    rows: `select id, jsonb_build_object('personId', person_id, 'kind', kind, 'textDigest', ${digest('text')}, 'filedAt', ${isoSql('filed_at')},
      'dueAt', ${isoSql('due_at')}, 'state', state) as said from complaint.complaint`,
    facts: { 'complaint.filed': { state: 'received' }, 'complaint.answered': { state: 'answered' }, 'complaint.withdrawn': { state: 'withdrawn' } },
    key: 'complaintId',
  }),
  bound({
    name: 'complaint: answers are what the log says',
    rows: `select id, jsonb_build_object('outcome', outcome, 'answerDigest', ${digest('answer')}, 'closedBy', closed_by, 'closedAt', ${isoSql('closed_at')}) as said
      from complaint.complaint where state = 'answered'`,
    facts: { 'complaint.answered': {} },
    key: 'complaintId',
  }),
]
