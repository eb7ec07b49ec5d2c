import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { HOUR_MS, later, toIso, type Instant } from '#kernel/instant.ts'
import { market } from '../../../test/kit/market.ts'
import { stageOf } from '../../../test/kit/stage.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { gatherCast, openLot, type Cast } from '../../app/stage/auction-story.ts'

const visitor: Actor = { kind: 'visitor', personId: null, mandates: [] }
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const must = <Value>(result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const NONE = '0'.repeat(26)
const LINE = { zh: '本市场同时展示。', en: 'Shown here as well.' }

const m = await market()
const stage = stageOf(m)
let cast: Cast
let second: Actor
let partnerId: string
let partner: Actor
let stranger: Actor
let lots: readonly { readonly lotId: string; readonly opensAt: Instant }[]
let sessionId: string
let ofUniversity: string | undefined
let beforeAnnouncement: readonly string[]

const shownOn = async (id: string) => must(await m.as(visitor).session.get({ id })).partners.map((each) => each.id)
const invitation = async (subject: string, state = 'invited') =>
  must(await m.as(partner).session.invitations.list({})).items.find((each) => each.subject === subject && each.state === state)?.id ?? ''

beforeAll(async () => {
  cast = await gatherCast(stage)
  const house = cast.clerk.mandates[0]?.organisationId ?? ''
  second = await m.person({ name: '受理员乙', roles: [{ role: 'clerk', organisationId: house }] })
  // The market itself is the oldest of its kind.
  m.clock.set(later(m.clock.now(), HOUR_MS))
  partnerId = await m.organisation({ kind: 'market', name: '太湖市场（演示）' })
  partner = await m.person({ name: '太湖负责人', roles: [{ role: 'approver', organisationId: partnerId }] })
  stranger = await m.person({
    name: '钱江负责人',
    roles: [{ role: 'approver', organisationId: await m.organisation({ kind: 'market', name: '钱江市场（演示）' }) }],
  })
  lots = [await openLot(stage, cast), await openLot(stage, cast)]
  const opensAt = lots[0]?.opensAt ?? m.clock.now()
  const content = {
    title: { zh: '联合专场', en: 'Joint session' },
    summary: { zh: '两个市场联合展示。', en: 'Shown by two markets.' },
    organiserId: house,
    region: '330100',
    place: { zh: '', en: '' },
    startsAt: toIso(later(opensAt, -HOUR_MS)),
    endsAt: toIso(later(opensAt, HOUR_MS)),
  }
  const university = cast.tto.mandates[0]?.organisationId ?? ''
  ofUniversity = code(await m.as(cast.clerk).session.draft({ ...content, partnerIds: [university] }))
  sessionId = must(await m.as(cast.clerk).session.draft({ ...content, partnerIds: [partnerId] })).sessionId
  must(await m.as(cast.clerk).session.addLot({ id: sessionId, lotId: lots[0]?.lotId ?? '' }))
  must(await m.as(cast.clerk).session.submit({ id: sessionId }))
  beforeAnnouncement = await waitingFor(m, partner)
  must(await m.as(second).session.announce({ id: sessionId }))
})

describe('a partner market', () => {
  it('named in a session is invited with the announcement, and public once it says so itself', async () => {
    expect(ofUniversity).toBe('session.partner_unknown')
    expect(beforeAnnouncement).not.toContain('co_listing.confirm')
    expect(await waitingFor(m, partner)).toContain('co_listing.confirm')
    expect(await waitingFor(m, cast.clerk)).not.toContain('co_listing.confirm')
    expect(await shownOn(sessionId)).toEqual([])
    const id = await invitation(sessionId)
    expect(code(await m.as(cast.clerk).session.confirmCoListing({ id, line: LINE }))).toBe('request.forbidden')
    expect(must(await m.as(stranger).session.invitations.list({})).items).toEqual([])
    expect(code(await m.as(stranger).session.confirmCoListing({ id, line: LINE }))).toBe('session.co_listing.not_found')
    expect(code(await m.as(cast.tto).session.confirmCoListing({ id, line: LINE }))).toBe('request.forbidden')
    expect(code(await m.as(visitor).session.invitations.list({}))).toBe('request.unauthorized')
    expect(code(await m.as(partner).session.confirmCoListing({ id, line: { zh: '', en: '' } }))).toBe('request.invalid')
    const twice = await Promise.all([LINE, { zh: '又一句。', en: '' }].map((line) => m.as(partner).session.confirmCoListing({ id, line })))
    expect(twice.map(code).toSorted()).toEqual(['ok', 'session.co_listing_decided'])
    expect(await shownOn(sessionId)).toEqual([partnerId])
    expect(must(await m.as(visitor).session.coListings.list({ subject: sessionId })).items).toMatchObject([{ state: 'confirmed', partner: { id: partnerId } }])
  })

  it('reads what it shows from the public operations: sessions and calendar by partner', async () => {
    const listed = must(await m.as(visitor).session.list({ partner: partnerId })).items.map(({ id }) => id)
    expect(listed).toEqual([sessionId])
    expect(must(await m.as(visitor).session.list({ partner: `org_${NONE}` })).items).toEqual([])
    const from = toIso(lots[0]?.opensAt ?? m.clock.now()).slice(0, 10)
    const events = must(await m.as(visitor).session.calendar.get({ from, days: 2, partner: partnerId })).items
    expect(events.map(({ id }) => id).toSorted()).toEqual([lots[0]?.lotId, sessionId].toSorted())
  })

  it('is invited for a lot by itself too, one invitation at a time, by another than who confirms', async () => {
    const subject = lots[1]?.lotId ?? ''
    const invite = (over: Record<string, unknown> = {}, actor: Actor = cast.clerk) =>
      m.as(actor).session.inviteCoListing({ subject, partnerId, ...over } as never)
    expect(code(await invite({}, cast.tto))).toBe('request.forbidden')
    expect(code(await invite({ subject: `lot_${NONE}` }))).toBe('session.nothing_to_co_list')
    expect(code(await invite({ subject: 'org_1' }))).toBe('request.invalid')
    expect(code(await invite({ partnerId: `org_${NONE}` }))).toBe('session.partner_unknown')
    expect(code(await invite({ subject: sessionId, partnerId: cast.clerk.mandates[0]?.organisationId }))).toBe('session.partner_is_organiser')
    const both = await Promise.all([invite(), invite()])
    expect(both.map(code).toSorted()).toEqual(['ok', 'session.partner_invited'])
    const first = await invitation(subject)
    expect(code(await m.as(partner).session.withdrawCoListing({ id: first, reason: '不是本市场发出的。' }))).toBe('session.co_listing.not_found')
    must(await m.as(cast.clerk).session.withdrawCoListing({ id: first, reason: '暂不邀请。' }))
    must(await invite())
    must(await m.as(partner).session.declineCoListing({ id: await invitation(subject), reason: '与本市场方向不符。' }))
    expect(must(await m.as(visitor).session.coListings.list({ subject })).items).toEqual([])
    const clerk = { role: 'clerk' as const, organisationId: cast.clerk.mandates[0]?.organisationId ?? '' }
    const twoHats = await m.person({ name: '兼任', roles: [clerk, { role: 'approver', organisationId: partnerId }] })
    must(await invite({}, twoHats))
    expect(code(await m.as(twoHats).session.confirmCoListing({ id: await invitation(subject), line: LINE }))).toBe('session.own_invitation')
  })

  it('has no part in what is this market’s alone: its books name who pays a deposit', async () => {
    expect(code(await m.as(partner).ledger.accounts.list({}))).toBe('request.forbidden')
    expect(code(await m.as(partner).payment.lines.list({}))).toBe('request.forbidden')
    expect(code(await m.as(partner).listing.qualify({ id: `app_${NONE}` }))).toBe('request.forbidden')
  })

  it('ends what it confirmed, in public and with its reason; every row is what the log says', async () => {
    const id = await invitation(sessionId, 'confirmed')
    expect(code(await m.as(cast.clerk).session.withdrawCoListing({ id, reason: '代为终止。' }))).toBe('session.co_listing.not_found')
    must(await m.as(partner).session.withdrawCoListing({ id, reason: '人手不足。' }))
    expect(code(await m.as(partner).session.withdrawCoListing({ id, reason: '再次。' }))).toBe('session.co_listing_decided')
    expect(await shownOn(sessionId)).toEqual([])
    expect(must(await m.as(visitor).session.coListings.list({ partner: partnerId })).items).toEqual([])
    await m.settle()
    expect(await m.checks()).toEqual([])
    expect(m.failures).toEqual([])
  })
})
