/** A deal up to the end of its result notice, told through the operations that people use. For tests. */
import type { Actor } from '#kernel/actor.ts'
import { instant, parseInstant } from '#kernel/instant.ts'
import type { Result } from '#kernel/result.ts'
import type { TestMarket } from '../../../test/kit/market.ts'
import { declareOwnWork } from '../../../test/kit/origin.ts'

export interface Deal {
  readonly university: string
  readonly enterprise: string
  readonly rival: string
  readonly professor: Actor
  readonly colleague: Actor
  readonly tto: Actor
  readonly secondTto: Actor
  readonly approver: Actor
  readonly buyer: Actor
  readonly clerk: Actor
  readonly secondClerk: Actor
  readonly finance: Actor
  readonly secondFinance: Actor
  readonly regulator: Actor
  readonly achievementId: string
  readonly lotId: string
  readonly contractId: string
}

const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
export const done = async <Value>(pending: Promise<Result<Value>>): Promise<Value> => must(await pending)

const both = (text: string) => ({ zh: text, en: text })
const YUAN = 100n
export const STARTING_PRICE = 2_000_000n * YUAN
export const FINAL_PRICE = 2_400_000n * YUAN
export const DEPOSIT = 200_000n * YUAN

/** What is told otherwise than the usual story: the whole right of a university that government set up, which holds it alone. */
export interface Otherwise {
  readonly isPrivate?: boolean
  readonly object?: Sold
  readonly right?: LotRight
  /** Before the lot is drafted. */
  readonly prepare?: (who: People, achievementId: string) => Promise<void>
  /** Once the bidders are qualified: the lot takes papers then. */
  readonly secure?: (who: People, lotId: string) => Promise<void>
  /** The notice says that the next bidder is asked if the winner defaults. */
  readonly nextBidder?: true
  /** Nobody is asked beforehand: the lot asks at its price. */
  readonly refusalAfter?: RefusalAfter
  /** Between the first bid and the winner's. */
  readonly bids?: (auctionId: string) => Promise<void>
}
type RefusalAfter = NonNullable<Parameters<ReturnType<TestMarket['as']>['listing']['draft']>[0]['refusalAfter']>
type LotRight = Parameters<ReturnType<TestMarket['as']>['listing']['draft']>[0]['right']

export const people = async (m: TestMarket, { isPrivate = false }: Otherwise = {}) => {
  const university = await m.organisation({ kind: 'university', name: '浙江示范大学（演示）', isPrivate })
  const enterprise = await m.organisation({ kind: 'enterprise', name: '杭州示例新材料有限公司（演示）' })
  const rival = await m.organisation({ kind: 'enterprise', name: '宁波样本科技有限公司（演示）' })
  const house = await m.organisation({ kind: 'market', name: '浙江拍运营中心（演示）' })
  const government = await m.organisation({ kind: 'government', name: '浙江示范主管部门（演示）' })
  const person = (name: string, role: Parameters<TestMarket['person']>[0]['roles'][number]['role'], organisationId: string) =>
    m.person({ name, roles: [{ role, organisationId }] })
  return {
    university,
    enterprise,
    rival,
    professor: await person('沈知行', 'researcher', university),
    colleague: await person('顾若谷', 'researcher', university),
    tto: await person('钱思齐', 'tto', university),
    secondTto: await person('孙怀瑾', 'tto', university),
    approver: await person('周守一', 'approver', university),
    buyer: await person('陆明远', 'enterprise', enterprise),
    rivalBuyer: await person('吴自牧', 'enterprise', rival),
    clerk: await person('郑持衡', 'clerk', house),
    secondClerk: await person('韩复核', 'clerk', house),
    finance: await person('王会计', 'finance', house),
    secondFinance: await person('冯出纳', 'finance', house),
    regulator: await person('陈监理', 'regulator', government),
  }
}
type People = Awaited<ReturnType<typeof people>>

/** Everybody who owes money has paid it, and the officer has imported the bank's statement. */
export const bankDay = async (m: TestMarket, finance: Actor): Promise<void> => {
  const statement = await done(m.as(finance).payment.demoStatement({ format: 'camt.053', withStranger: false }))
  const uploaded = await done(
    m.as(finance).payment.uploadStatement({ fileName: statement.fileName, contentBase64: Buffer.from(statement.text).toString('base64') }),
  )
  await done(m.as(finance).payment.bookStatement({ statementId: uploaded.statementId }))
  await m.settle()
}

/** What is sold: by itself a technical secret, which has no register. */
export interface Sold {
  readonly ipKind: 'know_how' | 'invention'
  readonly patentNumbers: readonly string[]
  /** By a title of its own, where a market has several. */
  readonly title?: string
}
const SECRET: Sold = { ipKind: 'know_how', patentNumbers: [] }

/** With its origin declared, and nobody asked yet. */
const inCatalogue = async (m: TestMarket, who: People, { ipKind, patentNumbers, title }: Sold = SECRET): Promise<string> => {
  const { professor, colleague, tto, approver } = who
  const { achievementId } = await done(
    m.as(professor).achievement.disclose({
      title: both(title ?? '高导热石墨烯复合膜的连续制备技术'),
      abstract: both('采用逐层自组装与辊压还原相结合的方法，连续制备石墨烯复合膜，面内导热系数不低于每米开尔文一千二百瓦。'),
      use: both('电子器件散热'),
      completers: [
        { personId: professor.personId ?? '', shareBasisPoints: 7000, isMain: true, isRepresentative: true },
        { personId: colleague.personId ?? '', shareBasisPoints: 3000, isMain: false, isRepresentative: false },
      ],
      trl: 6,
      form: 'process',
      ipKind,
      patentNumbers: [...patentNumbers],
      field: 'new_materials',
      modes: ['assignment'],
    }),
  )
  await m.settle()
  for (const completer of [professor, colleague]) await m.as(completer).achievement.confirmContribution({ id: achievementId })
  await done(m.as(tto).achievement.assess({ id: achievementId, decision: 'publish', note: '登记入库并公开挂牌' }))
  await done(m.as(approver).achievement.approve({ id: achievementId }))
  await m.settle()
  if (m.failures.length > 0) throw m.failures[0]?.error
  await done(declareOwnWork(m.as(tto), achievementId))
  return achievementId
}

/** Both completers give up their first refusal. */
const waivedBy = async (m: TestMarket, { tto, professor, colleague }: People, achievementId: string, askedMinor: bigint | null): Promise<string> => {
  const { askId } = (await done(
    m.as(tto).title.askFirstRefusal({ achievementId, terms: '公开竞价转让全部权利', priceMinor: askedMinor === null ? null : String(askedMinor) }),
  )) as { askId: string }
  for (const completer of [professor, colleague]) await done(m.as(completer).title.waive({ id: askId }))
  await m.settle()
  return achievementId
}

/** `askedMinor`: the price on which the completers give up their first refusal. */
export const catalogued = async (m: TestMarket, who: People, askedMinor: bigint | null = null, object: Sold = SECRET): Promise<string> =>
  waivedBy(m, who, await inCatalogue(m, who, object), askedMinor)

const listed = async (
  m: TestMarket,
  who: People,
  achievementId: string,
  { right = { kind: 'assignment' }, secure, nextBidder, refusalAfter }: Otherwise,
): Promise<string> => {
  const { tto, clerk } = who
  const preview = await done(m.as(tto).listing.previewTerms({ startingPriceMinor: String(STARTING_PRICE) }))
  const { lotId } = await done(
    m.as(tto).listing.draft({
      achievementId,
      title: both('高导热石墨烯复合膜的连续制备技术'),
      summary: both('全部权利转让。'),
      right,
      startingPriceMinor: String(STARTING_PRICE),
      depositMinor: String(DEPOSIT),
      depositAlternatives: secure === undefined ? [] : ['guarantee'],
      nextBidder: nextBidder ?? false,
      refusalAfter: refusalAfter ?? null,
      noticeDays: preview.noticeDays,
      methodTerms: { ...preview.methodTerms, incrementMinor: String(50_000n * YUAN) },
      priceBasis: { kind: 'negotiation', text: both('学校科技成果转化领导小组会议纪要') },
      terms: both('价款一次付清。'),
      qualifications: both('具有法人资格。'),
    }),
  )
  await done(m.as(tto).listing.submit({ id: lotId }))
  for (const aspect of ['title', 'price', 'content'] as const) await done(m.as(clerk).listing.check({ id: lotId, aspect, outcome: 'passed' }))
  await m.settle()
  const lot = await done(m.as(clerk).listing.get({ id: lotId }))
  if (lot.state === 'checked') await done(m.as(clerk).listing.openListing({ id: lotId }))
  await m.settle()
  return lotId
}

const sold = async (m: TestMarket, who: People, lotId: string, { secure, bids }: Otherwise): Promise<void> => {
  const { buyer, rivalBuyer, clerk, finance } = who
  for (const bidder of [buyer, rivalBuyer]) {
    const { applicationId } = await done(m.as(bidder).listing.apply({ id: lotId, undertakingAccepted: true }))
    await done(m.as(clerk).listing.qualify({ id: applicationId }))
  }
  await m.settle()
  await secure?.(who, lotId)
  await bankDay(m, finance)
  const lot = await done(m.as(clerk).listing.get({ id: lotId }))
  const opensAt = lot.opensAt ?? lot.plannedOpensAt
  if (opensAt === null) throw new Error('the lot has no opening')
  m.clock.set(parseInstant(lot.noticeClosesAt ?? opensAt))
  await m.settle()
  const ready = await done(m.as(clerk).listing.get({ id: lotId }))
  m.clock.set(instant(parseInstant(ready.opensAt ?? opensAt) + 1_000))
  await m.settle()
  const auction = await done(m.as(buyer).auction.ofLot({ id: lotId }))
  await done(m.as(rivalBuyer).auction.placeBid({ id: auction.id, priceMinor: String(STARTING_PRICE) }))
  await bids?.(auction.id)
  await done(m.as(buyer).auction.placeBid({ id: auction.id, priceMinor: String(FINAL_PRICE) }))
  m.clock.set(instant(parseInstant(auction.endsAt) + 60_000))
  await m.settle()
}

/** The hammer has fallen. */
export const dealToHammer = async (m: TestMarket, otherwise: Otherwise = {}) => {
  const who = await people(m, otherwise)
  const { object, refusalAfter } = otherwise
  const achievementId = refusalAfter === undefined ? await catalogued(m, who, null, object) : await inCatalogue(m, who, object)
  await otherwise.prepare?.(who, achievementId)
  const lotId = await listed(m, who, achievementId, otherwise)
  await sold(m, who, lotId, otherwise)
  return { ...who, achievementId, lotId }
}

/** The lot is sold and its result notice has run: the confirmation of sale waits for both sides. */
export const dealToConfirm = async (m: TestMarket, otherwise: Otherwise = {}): Promise<Deal> => {
  const who = await dealToHammer(m, otherwise)
  const { achievementId, lotId } = who
  const notices = await done(m.as(who.clerk).notice.list({ subject: lotId, kind: 'result' }))
  const closesAt = notices.items[0]?.closesAt
  if (!closesAt) throw new Error('there is no result notice')
  m.clock.set(parseInstant(closesAt))
  await m.settle()
  const { id } = await done(m.as(who.tto).contract.ofLot({ lotId }))
  return { ...who, achievementId, lotId, contractId: id }
}

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n').toString('base64')

export const upload = async (m: TestMarket, actor: Actor, name: string, kind: 'handover' | 'voucher' | 'proof'): Promise<string> =>
  (await done(m.as(actor).document.upload({ name, kind, contentBase64: PDF }))).id

/** What both sides of a deal need to confirm it. */
type Sides = Pick<Deal, 'tto' | 'approver' | 'buyer' | 'contractId'>

export const confirmSale = async (m: TestMarket, deal: Sides): Promise<void> => {
  for (const actor of [deal.tto, deal.buyer]) {
    const { salePaper } = await done(m.as(actor).contract.get({ id: deal.contractId }))
    await done(m.as(actor).contract.confirmSale({ id: deal.contractId, sha256: salePaper.sha256, accepts: true }))
  }
  await m.settle()
}

export const confirmContract = async (m: TestMarket, deal: Sides): Promise<void> => {
  for (const actor of [deal.approver, deal.buyer]) {
    const { contractPaper } = await done(m.as(actor).contract.get({ id: deal.contractId }))
    await done(m.as(actor).contract.confirm({ id: deal.contractId, sha256: contractPaper?.sha256 ?? '', accepts: true }))
  }
  await m.settle()
}

/** The price is in escrow. */
export const paidDeal = async (m: TestMarket, otherwise: Otherwise = {}): Promise<Deal> => {
  const deal = await dealToConfirm(m, otherwise)
  await confirmSale(m, deal)
  await confirmContract(m, deal)
  await bankDay(m, deal.finance)
  return deal
}

export const handOver = async (m: TestMarket, deal: Sides): Promise<void> => {
  await done(m.as(deal.tto).contract.handOver({ id: deal.contractId, documentIds: [await upload(m, deal.tto, '工艺规程.pdf', 'handover')] }))
}

/** All the way to the price in the seller's account. */
export const settledDeal = async (m: TestMarket, otherwise: Otherwise = {}): Promise<Deal> => {
  const deal = await paidDeal(m, otherwise)
  await handOver(m, deal)
  await done(m.as(deal.buyer).contract.acceptHandover({ id: deal.contractId, accepts: true }))
  await m.settle()
  return deal
}
