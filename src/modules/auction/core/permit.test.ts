import { expect, test } from 'vitest'
import type { Actor, Role } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { isConflicted, mayReadRecord, presides } from './permit.ts'
import { beijingTime, capital, inWords } from './wording.ts'

const actor = (...mandates: readonly (readonly [Role, string])[]): Actor => ({
  kind: 'person',
  personId: 'per_1',
  mandates: mandates.map(([role, organisationId]) => ({ role, organisationId })),
})
const sale = { sellerOrganisationId: 'org_seller', bidderOrganisationIds: ['org_a', 'org_b'] }

test.each([
  ['who only presides', actor(['auctioneer', 'org_market']), false],
  ['who also checks applicants', actor(['auctioneer', 'org_market'], ['clerk', 'org_market']), true],
  ['who also books deposits', actor(['auctioneer', 'org_market'], ['finance', 'org_market']), true],
  ['who belongs to the seller', actor(['researcher', 'org_seller']), true],
  ['who belongs to one of the bidders', actor(['enterprise', 'org_b']), true],
  ['who belongs to somebody else', actor(['enterprise', 'org_c']), false],
])('a host %s is in conflict: %#', (_who, host, expected) => expect(isConflicted(host, sale)).toBe(expected))

test.each([
  ['the one who presides', actor(['auctioneer', 'org_market']), 'per_1', true],
  ['another host', actor(['auctioneer', 'org_market']), 'per_2', false],
  ['a host where nobody presides yet', actor(['auctioneer', 'org_market']), null, false],
  ['nobody in particular where nobody presides yet', { ...actor(['auctioneer', 'org_market']), personId: null }, null, false],
  ['who presided and is no host any more', actor(['enterprise', 'org_a']), 'per_1', false],
])('%s presides: %#', (_who, host, auctioneerId, expected) => {
  expect(presides(host, auctioneerId)).toBe(expected)
  expect(mayReadRecord(host, { sellerOrganisationId: 'org_seller', auctioneerId })).toBe(expected)
})

test.each([
  ['clerk', 'org_market', true],
  ['regulator', 'org_gov', true],
  ['tto', 'org_seller', true],
  ['tto', 'org_other', false],
  ['researcher', 'org_seller', false],
  ['enterprise', 'org_a', false],
] as const)('%s of %s reads the record: %s', (role, organisation, expected) =>
  expect(mayReadRecord(actor([role, organisation]), { sellerOrganisationId: 'org_seller', auctioneerId: null })).toBe(expected),
)

test.each([
  ['2026-03-01T02:03:04Z', '2026-03-01 10:03:04'],
  ['2026-03-01T15:59:59.999Z', '2026-03-01 23:59:59'],
  ['2026-03-01T16:00:00Z', '2026-03-02 00:00:00'],
])('%s is %s in Beijing', (iso, text) => expect(beijingTime(parseInstant(iso))).toBe(text))

test('the largest amount that has words has them, the next one is told in figures', () => {
  expect([capital(10n ** 18n - 1n), inWords(10n ** 18n - 1n)]).toEqual([expect.stringMatching(/玖分$/), expect.stringMatching(/ninety-nine fen$/)])
  expect([capital(10n ** 18n), inWords(10n ** 18n)]).toEqual(['10,000,000,000,000,000.00元', 'CNY 10,000,000,000,000,000.00'])
})
