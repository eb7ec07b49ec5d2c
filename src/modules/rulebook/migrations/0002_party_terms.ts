/** House rules of joining the market: how long a registration may wait, how long an invitation holds, how many there may be. */
import type { Migration } from '#platform/command/module.ts'
import { insertRules, type FoundingRule } from './rule-row.ts'

export const partyRules: readonly FoundingRule[] = [
  {
    no: 201,
    key: 'party.verification.days',
    group: 'joining',
    value: 5,
    unit: 'wd',
    min: 1,
    max: 20,
    force: 'custom',
    title: ['单位登记核验期限', 'Verification of a registration'],
    bound: ['本市场承诺的办理期限', 'What this market promises'],
    sources: ['House'],
    confidence: 'background',
  },
  {
    no: 202,
    key: 'party.invitation.days',
    group: 'joining',
    value: 14,
    unit: 'cd',
    min: 1,
    max: 60,
    force: 'custom',
    title: ['邀请有效期', 'How long an invitation holds'],
    bound: ['逾期作废，可重新发送', 'Lapses afterwards and may be sent again'],
    sources: ['House'],
    confidence: 'background',
  },
  {
    no: 203,
    key: 'party.invitation.open',
    group: 'joining',
    value: 50,
    unit: 'count',
    min: 1,
    max: 500,
    force: 'custom',
    title: ['每个单位同时有效的邀请数', 'Open invitations of one organisation'],
    bound: ['防止滥发邮件', 'Against mass mail'],
    sources: ['House'],
    confidence: 'background',
  },
  {
    no: 204,
    key: 'party.invitation.perDay',
    group: 'joining',
    value: 30,
    unit: 'count',
    min: 1,
    max: 300,
    force: 'custom',
    title: ['每个单位24小时内发送的邀请邮件数', 'Invitation letters of one organisation within 24 hours'],
    bound: ['防止滥发邮件', 'Against mass mail'],
    sources: ['House'],
    confidence: 'background',
  },
]

/** Ids of the founding rules stay far below. */
export const FIRST_INDEX = 500

export const partyTerms: Migration = { name: '0002_party_terms', sql: insertRules(partyRules, FIRST_INDEX) }
