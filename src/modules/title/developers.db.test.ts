/**
 * First refusal of who commissioned a development (Civil Code art. 859) and of who developed it too (860): asked by letter on exact terms, no lot before, bound
 * to these terms alone; who exercises it is the buyer.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#kernel/actor.ts'
import { parseInstant } from '#kernel/instant.ts'
import { market, type TestMarket } from '../../../test/kit/market.ts'
import { waitingFor } from '../../../test/kit/waiting.ts'
import { catalogued, done, people, upload } from '../contract/deal.story.ts'
import { firstRefusalState } from './index.ts'

const PRICE = 200_000_000n
const both = (text: string) => ({ zh: text, en: text })

let m: TestMarket
let who: Awaited<ReturnType<typeof people>>
let paper = ''
let partnerOfficer: Actor
let partner = ''

beforeAll(async () => {
  m = await market()
  who = await people(m)
  paper = await upload(m, who.tto, '技术开发合同.pdf', 'proof')
  partner = await m.organisation({ kind: 'institute', name: '示范研究院（演示）' })
  partnerOfficer = await m.person({ name: '研究院经办', roles: [{ role: 'tto', organisationId: partner }] })
})

const origin = (achievementId: string, more: Readonly<Record<string, unknown>> = {}, as: Actor = who.tto) =>
  m.as(as).title.declareOrigin({
    achievementId,
    kind: 'commissioned',
    ground: 'law',
    contract: '技术开发合同2024-017号，第九条',
    contractDocumentId: paper,
    developers: [who.enterprise],
    ...more,
  } as never)
const ask = (achievementId: string, more: Readonly<Record<string, unknown>> = {}) =>
  m.as(who.tto).title.askFirstRefusal({ achievementId, terms: '转让专利申请权，价款一次付清', priceMinor: String(PRICE), ...more } as never)
const completersWaive = async (id: string) => {
  for (const completer of [who.professor, who.colleague]) await done(m.as(completer).title.waive({ id }))
}
const state = (achievementId: string) => firstRefusalState(m.database.reader, achievementId)
const lot = async (achievementId: string, startingPriceMinor: bigint, more: Readonly<Record<string, unknown>> = {}) => {
  const method = (more as { readonly method?: string }).method
  const preview = await done(m.as(who.tto).listing.previewTerms({ startingPriceMinor: String(startingPriceMinor), ...(method ? { method } : {}) } as never))
  const { lotId } = await done(
    m.as(who.tto).listing.draft({
      achievementId,
      title: both('高导热石墨烯复合膜'),
      summary: both('专利申请权转让。'),
      right: { kind: 'assignment' },
      startingPriceMinor: String(startingPriceMinor),
      depositMinor: String(startingPriceMinor / 10n),
      noticeDays: preview.noticeDays,
      methodTerms: preview.methodTerms,
      priceBasis: { kind: 'negotiation', text: both('会议纪要') },
      terms: both('价款一次付清。'),
      qualifications: both('具有法人资格。'),
      ...more,
    } as never),
  )
  return lotId
}
const code = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)
const submit = async (id: string) => code(await m.as(who.tto).listing.submit({ id }))

describe('a commissioned development', () => {
  let id = ''
  let round = ''
  beforeAll(async () => {
    id = await catalogued(m, who, null)
  })

  it('is said by the institution alone, of houses on record, with the contract', async () => {
    expect(code(await origin(id, {}, partnerOfficer))).toBe('title.not_found')
    expect(code(await origin(id, { developers: ['org_nobody'] }))).toBe('title.origin.developer_unknown')
    expect(code(await origin(id, { developers: [who.university] }))).toBe('title.origin.is_institution')
    expect(code(await origin(id, { contractDocumentId: null }))).toBe('title.origin.contract_missing')
    expect(code(await origin(id, { ground: 'excluded' }))).toBe('title.origin.not_excluded')
    expect(code(await origin(id, { contractDocumentId: await upload(m, who.buyer, '别人的.pdf', 'proof') }))).toBe('document.not_yours')
    expect(await state(id)).toBe('waived')
    await done(origin(id))
  })

  it('makes the waiver of the completers insufficient: the commissioner was not asked', async () => {
    expect(await state(id)).toBe('not_asked')
    expect(await submit(await lot(id, PRICE))).toBe('listing.first_refusal_open')
  })

  it('is asked by letter, with the exact terms; the question waits on the desk of the house, and the lot does not go', async () => {
    const { askId } = await done(ask(id))
    await m.settle()
    expect(await waitingFor(m, who.buyer)).toContain('first_refusal.answer')
    expect(await waitingFor(m, who.rivalBuyer)).not.toContain('first_refusal.answer')
    const inbox = await done(m.as(who.buyer).notification.mine({ limit: 20 }))
    expect(inbox.items).toContainEqual(expect.objectContaining({ type: 'title.first_refusal_asked', subject: id, isService: true }))
    round = askId
    expect(await submit(await lot(id, PRICE))).toBe('listing.first_refusal_open')
    const { items } = await done(m.as(who.buyer).title.firstRefusals.mine({ limit: 1 }))
    expect(items[0]).toMatchObject({ id: askId, myBasis: 'commissioner', myOrganisationId: who.enterprise, priceMinor: String(PRICE) })
    expect(items[0]?.termsDigest).toMatch(/^[0-9a-f]{64}$/)
    expect(items[0]?.answers).toHaveLength(1)
  })

  it('is answered for the house by its people only, once, and not in the name of another', async () => {
    const askId = round
    for (const [actor, organisationId] of [
      [who.rivalBuyer, who.enterprise],
      [who.rivalBuyer, who.rival],
      [who.buyer, null],
      [who.professor, who.enterprise],
      [who.tto, who.university],
    ] as const)
      expect(code(await m.as(actor).title.waive({ id: askId, organisationId }))).toBe('title.first_refusal.not_found')
    expect(code(await origin(id, { kind: 'own', ground: null, developers: [], contractDocumentId: null }))).toBe('title.first_refusal.already_open')
    await completersWaive(askId)
    expect(await state(id)).toBe('open')
    expect(await done(m.as(who.buyer).title.waive({ id: askId, organisationId: who.enterprise, note: '放弃' }))).toMatchObject({ state: 'waived' })
    expect(code(await m.as(who.buyer).title.exercise({ id: askId, organisationId: who.enterprise }))).toBe('title.already_answered')
    expect(await state(id)).toBe('waived')
  })

  it('binds to the terms that were asked: a cheaper lot, and one whose price may fall below them, are asked about again', async () => {
    expect(await submit(await lot(id, PRICE - 1n))).toBe('listing.first_refusal_cheaper')
    expect(await submit(await lot(id, PRICE, { method: 'dutch' }))).toBe('listing.first_refusal_cheaper')
    expect((await done(m.as(who.clerk).title.get({ achievementId: id }))).firstRefusal.asked).toMatchObject({ priceMinor: String(PRICE) })
    expect((await done(m.as(who.rivalBuyer).title.get({ achievementId: id }))).firstRefusal.asked).toBeNull()
    expect((await done(m.as(who.rivalBuyer).title.get({ achievementId: id }))).origin).toMatchObject({ kind: 'commissioned', developers: null, contract: null })
    expect((await done(m.as(who.buyer).title.get({ achievementId: id }))).origin).toMatchObject({ developers: [{ organisationId: who.enterprise }] })
  })

  it('is looked at again when the last check passes: a round called off since stops the lot', async () => {
    const lotId = await lot(id, PRICE)
    expect(await submit(lotId)).toBe('ok')
    for (const aspect of ['title', 'price'] as const) await done(m.as(who.clerk).listing.check({ id: lotId, aspect, outcome: 'passed' }))
    await done(m.as(who.tto).title.cancelFirstRefusal({ id: round, reason: '条件改变' }))
    expect(code(await m.as(who.clerk).listing.check({ id: lotId, aspect: 'content', outcome: 'passed' }))).toBe('listing.first_refusal_open')
    await done(m.as(who.tto).listing.withdrawLot({ id: lotId, reason: '重新征询' }))
  })

  it('sells to the commissioner who exercises it, at the very price, and to nobody else', async () => {
    const { askId } = await done(ask(id))
    expect(await done(m.as(who.buyer).title.exercise({ id: askId, organisationId: who.enterprise, note: '愿以同等条件受让' }))).toMatchObject({
      state: 'exercised',
    })
    await m.settle()
    expect(await waitingFor(m, who.tto)).toContain('first_refusal.sell')
    const agreed = (startingPriceMinor: bigint, buyerOrganisationId: string) =>
      lot(id, startingPriceMinor, {
        method: 'negotiated',
        depositMinor: '0',
        noticeDays: 15,
        methodTerms: { buyerOrganisationId, relation: 'none', relationNote: '' },
      })
    expect(await submit(await lot(id, PRICE))).toBe('listing.first_refusal_exercised')
    expect(await submit(await agreed(PRICE, who.rival))).toBe('listing.first_refusal_exercised')
    expect(await submit(await agreed(PRICE + 1n, who.enterprise))).toBe('listing.first_refusal_same_terms')
    expect(await submit(await agreed(PRICE, who.enterprise))).toBe('ok')
  })
})

describe('silence where the largest share takes it', () => {
  const shared = async (title: string) => {
    const id = await catalogued(m, who, null, { ipKind: 'know_how', patentNumbers: [], title })
    const share = (organisationId: string, shareBasisPoints: number) => ({ organisationId, shareBasisPoints })
    await done(
      m.as(who.tto).title.declareHolders({
        achievementId: id,
        holders: [share(who.university, 4_000), share(who.enterprise, 2_000), share(who.rival, 2_000), share(partner, 2_000)],
      }),
    )
    await done(origin(id, { kind: 'co_developed', developers: [who.enterprise, who.rival, partner] }))
    return id
  }
  const over = async (id: string, more: Readonly<Record<string, unknown>>, answering: (askId: string) => Promise<unknown>) => {
    const { askId, closesAt } = await done(ask(id, { precedence: 'share', ...more }))
    await completersWaive(askId)
    await answering(askId)
    m.clock.set(parseInstant(closesAt))
    await m.settle()
    return (await done(m.as(who.tto).title.firstRefusals.list({ limit: 20, achievementId: id }))).items.find((round) => round.id === askId)
  }
  const exercises = (actor: Actor, organisationId: string) => (id: string) => done(m.as(actor).title.exercise({ id, organisationId }))

  it('of equals leaves it to who answered: the silent would have come after', async () => {
    const id = await shared('低介电聚酰亚胺薄膜')
    expect(await over(id, {}, exercises(who.buyer, who.enterprise))).toMatchObject({ state: 'exercised', takerOrganisationId: who.enterprise })
  })

  it('of who holds more is no waiver by itself: the round has no result and is asked again; by agreement it goes to who exercised', async () => {
    const id = await shared('耐高温有机硅树脂')
    const unequal = [who.university, who.enterprise, who.rival, partner].map((organisationId, index) => ({
      organisationId,
      shareBasisPoints: [4_000, 1_000, 4_000, 1_000][index] ?? 0,
    }))
    await done(m.as(who.tto).title.declareHolders({ achievementId: id, holders: unequal }))
    const first = await over(id, {}, exercises(who.buyer, who.enterprise))
    expect(first).toMatchObject({ state: 'unanswered', silence: 'larger_again', takerOrganisationId: null })
    expect(await state(id)).toBe('not_asked')
    const second = await over(id, { silenceBasis: '合作开发合同第十一条' }, exercises(who.buyer, who.enterprise))
    expect(second).toMatchObject({ state: 'exercised', silence: 'waives', takerOrganisationId: who.enterprise })
    expect(second?.answers.find(({ organisationId }) => organisationId === who.rival)).toMatchObject({ answer: 'lapsed' })
    const letters = await m.database.pool.query<{ silence: string }>(
      `select body::jsonb ->> 'silence' silence from platform.fact where type = 'title.first_refusal_asked' and subject = $1`,
      [id],
    )
    expect(new Set(letters.rows.map(({ silence }) => silence))).toEqual(new Set(['again', 'larger_again', 'waives']))
  })
})

describe('a joint development', () => {
  it('asks a granted patent’s co-developers nothing by law, and everything where the contract says so', async () => {
    const id = await catalogued(m, who, null, { ipKind: 'know_how', patentNumbers: [], title: '宽温域固态电解质的制备方法' })
    await done(origin(id, { kind: 'co_developed', ground: 'excluded', developers: [who.enterprise, partner] }))
    expect(await state(id)).toBe('waived')
    await done(origin(id, { kind: 'co_developed', ground: 'agreement', developers: [who.enterprise, partner] }))
    expect(await state(id)).toBe('not_asked')
  })

  it('gives it after the period to the largest share of those who want it, where the round says so; who kept silent stops nobody', async () => {
    const id = await catalogued(m, who, null, { ipKind: 'know_how', patentNumbers: [], title: '自修复水凝胶涂层及其应用' })
    await done(
      m.as(who.tto).title.declareHolders({
        achievementId: id,
        holders: [
          { organisationId: who.university, shareBasisPoints: 5_000 },
          { organisationId: who.enterprise, shareBasisPoints: 1_000 },
          { organisationId: who.rival, shareBasisPoints: 3_000 },
          { organisationId: partner, shareBasisPoints: 1_000 },
        ],
      }),
    )
    await done(origin(id, { kind: 'co_developed', developers: [who.enterprise, who.rival, partner] }))
    const { askId, closesAt } = await done(ask(id, { precedence: 'share' }))
    await completersWaive(askId)
    expect(await done(m.as(who.buyer).title.exercise({ id: askId, organisationId: who.enterprise }))).toMatchObject({ state: 'open' })
    expect(await done(m.as(who.rivalBuyer).title.exercise({ id: askId, organisationId: who.rival }))).toMatchObject({ state: 'open' })
    m.clock.set(parseInstant(closesAt))
    await m.settle()
    expect(await state(id)).toBe('exercised')
    const { items } = await done(m.as(who.tto).title.firstRefusals.list({ limit: 20, achievementId: id }))
    expect(items.find((round) => round.id === askId)).toMatchObject({ state: 'exercised', takerOrganisationId: who.rival })
    expect(items.find((round) => round.id === askId)).toMatchObject({ silence: 'larger_again' })
    const mine = (await done(m.as(who.buyer).title.firstRefusals.mine({ limit: 20, state: 'exercised' }))).items
    expect(mine.find((round) => round.id === askId)).toMatchObject({ myAnswer: 'exercised', takerOrganisationId: null })
  })
})

it('breaks no invariant', async () => {
  await m.settle()
  expect(m.failures).toEqual([])
  expect(await m.checks()).toEqual([])
})
