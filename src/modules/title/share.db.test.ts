/** A share of a right held together is sold by itself: others are asked about this very share, it excludes every other disposal, and the holders change by it. */
import { beforeAll, describe, expect, it } from 'vitest'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { catalogued, done, people } from '../contract/deal.story.ts'
import {
  checkDisposal,
  completeDisposal,
  coOwnersOfDisposal,
  exercisedRight,
  firstRefusalState,
  recordedTitle,
  releaseDisposal,
  reserveDisposal,
  type DisposalAsked,
} from './index.ts'

const SHARE = 3_000

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>
let id = ''

const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const asked = (lotId: string, more: Partial<DisposalAsked> = {}) => ({
  achievementId: id,
  lotId,
  right: 'assignment' as const,
  from: m.clock.now(),
  territory: null,
  field: null,
  ...more,
})
const share = (lotId: string, shareBasisPoints: number | null = SHARE) => asked(lotId, { shareBasisPoints })
const reserve = async (of: ReturnType<typeof asked>) => code(await m.act(who.tto, (act) => reserveDisposal(act, of)))
const release = (lotId: string) => m.act(who.tto, (act) => releaseDisposal(act, lotId))
const complete = (lotId: string, buyer: string) => m.act(who.tto, (act) => completeDisposal(act, lotId, 'con_share', buyer))
const state = (shareBasisPoints: number | null) => firstRefusalState(m.database.reader, id, shareBasisPoints)
const ask = (shareBasisPoints: number | null) =>
  m.as(who.tto).title.askFirstRefusal({ achievementId: id, terms: '转让份额', priceMinor: '100', shareBasisPoints })
const consents = async () => {
  for (const actor of [who.buyer]) await done(m.as(actor).title.consent({ achievementId: id }))
}

beforeAll(async () => {
  m = await market()
  who = await people(m)
  id = await catalogued(m, who, null)
  await done(
    m.as(who.tto).title.declareHolders({
      achievementId: id,
      holders: [
        { organisationId: who.university, shareBasisPoints: 6_000 },
        { organisationId: who.enterprise, shareBasisPoints: 4_000 },
      ],
    }),
  )
})

describe('a share', () => {
  it('is at most what the institution holds, and less than the whole', async () => {
    await consents()
    for (const [points, verdict] of [
      [6_001, 'title.share_too_large'],
      [6_000, 'ok'],
      [1, 'ok'],
    ] as const)
      expect(code(await checkDisposal(m.database.reader, share('lot_s', points)))).toBe(verdict)
    expect(code(await ask(6_001))).toBe('title.share_too_large')
    expect(code(await ask(0 as number))).toBe('request.invalid')
  })

  it('is asked about by itself: a waiver of the whole says nothing of it, and the other holder is asked too', async () => {
    expect(await state(null)).toBe('waived')
    expect(await state(SHARE)).toBe('not_asked')
    const { askId } = await done(ask(SHARE))
    const { items } = await done(m.as(who.buyer).title.firstRefusals.mine({ limit: 1 }))
    expect(items[0]).toMatchObject({ id: askId, myBasis: 'co_owner', myOrganisationId: who.enterprise, shareBasisPoints: SHARE })
    for (const completer of [who.professor, who.colleague]) await done(m.as(completer).title.waive({ id: askId }))
    expect(await state(SHARE)).toBe('open')
    await done(m.as(who.buyer).title.waive({ id: askId, organisationId: who.enterprise }))
    expect([await state(SHARE), await state(SHARE - 1), await state(null)]).toEqual(['waived', 'not_asked', 'not_asked'])
  })

  it('takes the whole line while it is reserved, one of ten at once, also by SQL, and leaves it free afterwards', async () => {
    const codes = await Promise.all(Array.from({ length: 10 }, (_, index) => reserve(share(`lot_t${index}`))))
    expect(codes.filter((one) => one === 'ok')).toHaveLength(1)
    for (const right of ['assignment', 'exclusive', 'ordinary'] as const)
      expect(code(await checkDisposal(m.database.reader, asked('lot_u', { right })))).toBe('title.second_disposal')
    await expect(
      m.database.pool.query(
        `insert into title.disposal (id, achievement_id, lot_id, right_kind, fields, places, period, state, share_basis_points, reserved_at, changed_at)
         values ('dsp_x', $1, 'lot_x', 'assignment', '{[0,10)}', '{[0,10)}', '[2026-01-01,)', 'reserved', 100, now(), now())`,
        [id],
      ),
    ).rejects.toThrow('disposal_no_second')
    for (const index of codes.keys()) await release(`lot_t${index}`)
    expect(code(await checkDisposal(m.database.reader, asked('lot_u', { right: 'exclusive' })))).toBe('ok')
  })

  it('needs the consent of the other holders like every exercise of the right (Patent Law art. 14)', async () => {
    const holders = (await recordedTitle(m.database.reader, id, m.clock.now())).holders
    await done(m.as(who.tto).title.declareHolders({ achievementId: id, holders: [...holders] }))
    expect(await reserve(share('lot_v'))).toBe('title.co_owner_consent_missing')
    await consents()
    expect(await reserve(share('lot_v'))).toBe('ok')
  })

  it('changes the holders by exactly itself, once; what comes in is the seller’s alone, and what was asked is used up', async () => {
    expect(await coOwnersOfDisposal(m.database.reader, 'lot_v')).toEqual([])
    for (const attempt of [1, 2]) expect({ attempt, ok: (await complete('lot_v', who.rival)).ok }).toEqual({ attempt, ok: true })
    expect((await recordedTitle(m.database.reader, id, m.clock.now())).holders).toEqual(
      [
        { organisationId: who.enterprise, shareBasisPoints: 4_000 },
        { organisationId: who.university, shareBasisPoints: 3_000 },
        { organisationId: who.rival, shareBasisPoints: 3_000 },
      ].toSorted((a, b) => b.shareBasisPoints - a.shareBasisPoints || (a.organisationId < b.organisationId ? -1 : 1)),
    )
    expect((await done(m.as(who.tto).title.get({ achievementId: id }))).disposals).toMatchObject([{ state: 'completed', shareBasisPoints: SHARE }])
    expect(await state(SHARE)).toBe('not_asked')
    // Whom the office wrote down is not written over who bought.
    expect(code(await m.as(who.tto).title.declareHolders({ achievementId: id, holders: [{ organisationId: who.university, shareBasisPoints: 10_000 }] }))).toBe(
      'title.under_disposal',
    )
  })

  it('may be followed by the rest, which goes to a co-owner who exercises it', async () => {
    const { askId } = await done(ask(SHARE))
    expect(await done(m.as(who.buyer).title.exercise({ id: askId, organisationId: who.enterprise }))).toMatchObject({ state: 'exercised' })
    expect(await exercisedRight(m.database.reader, id)).toEqual({ buyerOrganisationId: who.enterprise, priceMinor: 100n, shareBasisPoints: SHARE })
    for (const actor of [who.buyer, who.rivalBuyer]) await done(m.as(actor).title.consent({ achievementId: id }))
    expect(await reserve(share('lot_w'))).toBe('ok')
    expect((await complete('lot_w', who.enterprise)).ok).toBe(true)
    expect((await recordedTitle(m.database.reader, id, m.clock.now())).holders).toEqual([
      { organisationId: who.enterprise, shareBasisPoints: 7_000 },
      { organisationId: who.rival, shareBasisPoints: 3_000 },
    ])
    expect(await exercisedRight(m.database.reader, id)).toBeNull()
    expect(await reserve(share('lot_y', 1))).toBe('title.not_the_holder')
  })
})

it('breaks no invariant', async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
