/** A party of a joint development does not agree to a patent application, or gives up its part in it (Civil Code art. 860 para. 2 and 3). */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { catalogued, done, people, upload } from '../contract/deal.story.ts'
import { checkDisposal, firstRefusalTerms, recordedTitle, releaseDisposal, reserveDisposal } from './index.ts'

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>
let paper = ''
let id = ''

const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const asked = (lotId: string) => ({ achievementId: id, lotId, right: 'assignment' as const, from: m.clock.now(), territory: null, field: null })
const offered = async () => code(await checkDisposal(m.database.reader, asked('lot_a')))
const object = async (actor: Actor, achievementId = id) => code(await m.as(actor).title.objectToFiling({ achievementId, reason: '宜作为技术秘密保护' }))
const takeBack = async (actor: Actor) => code(await m.as(actor).title.withdrawFilingObjection({ achievementId: id }))
const origin = (achievementId: string, kind: 'co_developed' | 'own' = 'co_developed') =>
  m
    .as(who.tto)
    .title.declareOrigin(
      kind === 'own'
        ? { achievementId, kind }
        : { achievementId, kind, ground: 'law', contract: '合作开发合同第五条', contractDocumentId: paper, developers: [who.enterprise, who.rival] },
    )
const told = async (actor: Actor) => (await done(m.as(actor).notification.mine({ limit: 50 }))).items.map(({ type }) => type)
const factsOf = async (type: string) =>
  (await m.database.pool.query<{ n: number }>('select count(*)::int as n from platform.fact where subject = $1 and type = $2', [id, type])).rows[0]?.n

beforeAll(async () => {
  m = await market()
  who = await people(m)
  paper = await upload(m, who.tto, '合作开发合同.pdf', 'proof')
  id = await catalogued(m, who, null)
  await done(
    m.as(who.tto).title.declareHolders({
      achievementId: id,
      holders: [
        { organisationId: who.university, shareBasisPoints: 5_000 },
        { organisationId: who.enterprise, shareBasisPoints: 2_500 },
        { organisationId: who.rival, shareBasisPoints: 2_500 },
      ],
    }),
  )
  await done(origin(id))
  for (const actor of [who.buyer, who.rivalBuyer]) await done(m.as(actor).title.consent({ achievementId: id }))
})

describe('an objection to a patent application', () => {
  it('is raised by the people of a party alone, once, and stands against every offer of the right until it is taken back', async () => {
    expect(await offered()).toBe('ok')
    for (const actor of [who.tto, who.clerk]) expect(await object(actor)).toMatch(/^(title\.not_found|request\.forbidden)$/)
    expect(await object(who.buyer)).toBe('ok')
    expect(await object(who.buyer)).toBe('title.filing.already_objected')
    expect(await offered()).toBe('title.filing.objected')
    expect(code(await m.act(who.tto, (act) => reserveDisposal(act, asked('lot_a'))))).toBe('title.filing.objected')
    // A licence of what is known already is another matter.
    expect(code(await checkDisposal(m.database.reader, { ...asked('lot_a'), right: 'ordinary' }))).toBe('ok')
    // Who objects is not declared away.
    expect(code(await origin(id, 'own'))).toBe('title.filing.objected')
    await m.settle()
    expect(await told(who.tto)).toContain('title.filing_objected')
  })

  it('is read by the parties, the office and the market, not by others', async () => {
    for (const actor of [who.tto, who.rivalBuyer, who.clerk]) {
      const { filing } = await done(m.as(actor).title.get({ achievementId: id }))
      expect(filing).toMatchObject({ isOpen: true })
      expect(filing?.parts.find(({ organisationId }) => organisationId === who.enterprise)?.objection).toMatchObject({ reason: '宜作为技术秘密保护' })
    }
    const stranger = await m.person({
      name: '路人',
      roles: [{ role: 'enterprise', organisationId: await m.organisation({ kind: 'enterprise', name: '无关公司' }) }],
    })
    expect((await done(m.as(stranger).title.get({ achievementId: id }))).filing).toBeNull()
    expect(await object(stranger)).toBe('title.not_found')
  })

  it('is taken back by its own house, and may be raised again', async () => {
    expect(await takeBack(who.rivalBuyer)).toBe('title.not_found')
    expect(await takeBack(who.buyer)).toBe('ok')
    expect(await takeBack(who.buyer)).toBe('title.not_found')
    expect(await offered()).toBe('ok')
    expect(await object(who.buyer)).toBe('ok')
    expect(await takeBack(who.buyer)).toBe('ok')
    expect(await factsOf('title.filing_objected')).toBe(2)
  })

  it('comes too late once the right is reserved, and is one of ten at once', async () => {
    await done(m.act(who.tto, (act) => reserveDisposal(act, asked('lot_b'))))
    expect(await object(who.buyer)).toBe('title.filing.too_late')
    await m.act(who.tto, (act) => releaseDisposal(act, 'lot_b'))
    const codes = await Promise.all(Array.from({ length: 10 }, () => object(who.rivalBuyer)))
    expect(codes.filter((one) => one === 'ok')).toHaveLength(1)
    expect(await takeBack(who.rivalBuyer)).toBe('ok')
  })

  it('is nothing of an achievement that was not developed together', async () => {
    const own = await catalogued(m, who, null, { ipKind: 'know_how', patentNumbers: [], title: '自行研发的一项技术' })
    expect(await object(who.buyer, own)).toBe('title.not_found')
  })
})

describe('who gives up its part', () => {
  it('leaves it to the others for good, works the patent free of charge, and is not asked any more', async () => {
    expect(await object(who.buyer)).toBe('ok')
    const giveUp = () => m.as(who.buyer).title.giveUpShare({ achievementId: id, note: '董事会决议2026-3号' })
    expect(code(await giveUp())).toBe('title.filing.withdraw_first')
    expect(await takeBack(who.buyer)).toBe('ok')
    expect(code(await m.as(who.tto).title.giveUpShare({ achievementId: id, note: '' }))).toBe('title.not_found')
    expect(code(await giveUp())).toBe('ok')
    expect(code(await giveUp())).toBe('title.filing.given_up')
    expect(await object(who.buyer)).toBe('title.filing.given_up')
    const { holders, burdens } = await recordedTitle(m.database.reader, id, m.clock.now())
    expect(holders).toEqual([
      { organisationId: who.university, shareBasisPoints: 6_667 },
      { organisationId: who.rival, shareBasisPoints: 3_333 },
    ])
    expect(burdens).toMatchObject([{ kind: 'free_working', inFavourOf: '杭州示例新材料有限公司（演示）' }])
    const { askId } = await done(m.as(who.tto).title.askFirstRefusal({ achievementId: id, terms: '转让专利申请权', priceMinor: '100' }))
    const { items } = await done(m.as(who.tto).title.firstRefusals.list({ limit: 5, achievementId: id }))
    const houses = items.find((round) => round.id === askId)?.answers.flatMap(({ organisationId }) => organisationId ?? [])
    expect(houses).toEqual([who.rival])
    expect((await firstRefusalTerms(m.database.reader, id)).isDue).toBe(true)
  })

  it('is not struck off by the office, nor by SQL', async () => {
    const { encumbrances } = await done(m.as(who.tto).title.get({ achievementId: id }))
    const working = encumbrances.find(({ kind }) => kind === 'free_working')
    expect(code(await m.as(who.tto).title.liftEncumbrance({ id: working?.id ?? '', reason: '自行解除' }))).toBe('title.clerk_lifts_disputes')
    expect(code(await m.as(who.tto).title.recordEncumbrance({ achievementId: id, kind: 'free_working', note: '手工登记' } as never))).toBe('request.invalid')
    await expect(m.database.pool.query('delete from title.share_given_up where achievement_id = $1', [id])).rejects.toThrow('not taken back')
  })
})

it('breaks no invariant', async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
