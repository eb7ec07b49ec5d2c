/** The papers of a deal, made from its data and kept by digest. */
import { marketOrganisationId, NO_PARTICULARS, organisationById, organisationsByIds, particularsByIds, personsByIds } from '#modules/party/index.ts'
import { printPaper, type PaperMade } from '#modules/document/index.ts'
import { achievementById, completersOf } from '#modules/achievement/index.ts'
import { confirmedBidders, listingNotices, lotById, NEGOTIATED, REGIME_WORDS, type Lot } from '#modules/listing/index.ts'
import { noticeFor, noticeNumber } from '#modules/notice/index.ts'
import { rulesAt, statutoryDeadline, withinCalendar } from '#modules/rulebook/index.ts'
import { recordedTitle, type RecordedTitle } from '#modules/title/index.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { Deduction } from './core/amounts.ts'
import type { Side, Stage } from './core/confirmation.ts'
import { contractTitle, technologyContract } from './papers/contract.ts'
import { sideNames, type EscrowHolder, type PaperBurden, type PaperHolder, type PaperParty, type RightKind } from './papers/contract-data.ts'
import { saleConfirmation, type SaleConfirmationPaper } from './papers/sale-confirmation.ts'
import { signingPage } from './papers/signing-page.ts'
import { subjectsOf } from './papers/subjects.ts'
import { confirmationsOf, type ContractRow } from './store.ts'
import type { ContractTerms } from './tables.ts'

/** Custom of technology contracts: five ten-thousandths a day. */
const LATE_RATE_PER_TEN_THOUSAND = 5
const NEGOTIATED_PRICE = '协议定价'
const saleMethodOf = (lot: Lot | null): string => (lot?.method === NEGOTIATED ? NEGOTIATED_PRICE : REGIME_WORDS[lot?.regime ?? 'bidding'].sale.zh)

const houseOf = async (reader: Reader, lot: Lot | null): Promise<SaleConfirmationPaper['house']> => {
  const auction = lot?.consignment ?? null
  if (auction === null) return null
  const [house, auctioneer] = await Promise.all([organisationById(reader, auction.houseOrganisationId), personsByIds(reader, [auction.auctioneerId])])
  const { licenceNumber, certificateNumber } = auction
  return { name: house?.name.zh ?? '', licenceNumber, auctioneer: auctioneer.get(auction.auctioneerId)?.name.zh ?? '', certificateNumber }
}

const RIGHT_LABELS: Readonly<Record<RightKind, string>> = {
  assignment: '权利转让',
  exclusive: '独占实施许可',
  sole: '排他实施许可',
  ordinary: '普通实施许可',
}

type Parties = Readonly<Record<Side, PaperParty>>
type Deal = Pick<ContractRow, 'sellerOrganisationId' | 'buyerOrganisationId'>
type Agents = Readonly<Partial<Record<Side, string>>>

/** Where an organisation has not said its domicile or who represents it, the paper has a line to fill in: a district is no domicile. */
const partiesOf = async (reader: Reader, deal: Deal, agents: Agents): Promise<Parties> => {
  const ids = [deal.sellerOrganisationId, deal.buyerOrganisationId]
  const [organisations, particulars] = await Promise.all([organisationsByIds(reader, ids), particularsByIds(reader, ids)])
  const party = (id: string, agent = ''): PaperParty => ({
    name: organisations.get(id)?.name.zh ?? '',
    creditCode: organisations.get(id)?.creditCode ?? '',
    isNaturalPerson: organisations.get(id)?.kind === 'person',
    ...(particulars.get(id) ?? NO_PARTICULARS),
    agent,
  })
  return { seller: party(deal.sellerOrganisationId, agents.seller), buyer: party(deal.buyerOrganisationId, agents.buyer) }
}

/** The market itself holds the deposits and the price: the oldest organisation of its kind runs the account. */
const escrowOf = async (reader: Reader): Promise<EscrowHolder> => {
  const id = await marketOrganisationId(reader)
  const market = id === null ? null : await organisationById(reader, id)
  return { name: market?.name.zh ?? '', creditCode: market?.creditCode ?? '' }
}

/** The terms of a contract, with the periods of the rulebook where it does not name its own. */
export const agreedTerms = async (act: Act, terms: ContractTerms): Promise<Required<ContractTerms>> => {
  const rules = await rulesAt(act.tx, act.now)
  return {
    silenceDays: rules.number('contract.acceptanceSilence'),
    registerDays: rules.number('contract.registerWithin'),
    objectionDays: rules.number('contract.objectionDays'),
    ...terms,
  }
}

const readersOf = (deal: Deal): readonly string[] => [deal.sellerOrganisationId, deal.buyerOrganisationId, 'role:clerk', 'role:regulator']

const numberOfNotice = async (reader: Reader, lotId: string, kind: keyof typeof listingNotices): Promise<string> => {
  const notice = await noticeFor(reader, lotId, listingNotices[kind])
  return notice ? noticeNumber(notice) : ''
}

const namesOf = async (reader: Reader, agents: Agents): Promise<Agents> => {
  const persons = await personsByIds(reader, Object.values(agents))
  return Object.fromEntries(Object.entries(agents).map(([side, id]) => [side, persons.get(id)?.name.zh ?? '']))
}

/** Who offered the lot and who applied for it act until somebody else confirms. */
const agentsOfSale = async (reader: Reader, sale: SaleOfPaper): Promise<Agents> => {
  const lot = await lotById(reader, sale.lotId)
  const bidder = (await confirmedBidders(reader, sale.lotId)).find(({ organisationId }) => organisationId === sale.buyerOrganisationId)
  return namesOf(reader, { ...(lot ? { seller: lot.createdBy } : {}), ...(bidder ? { buyer: bidder.personId } : {}) })
}

export interface SaleOfPaper extends Deal {
  readonly id: string
  readonly number: string
  readonly lotId: string
  readonly lotNumber: string
  readonly title: string
  readonly right: RightKind
  readonly soldAt: Instant
  readonly bidNumber: number | null
  readonly startingPriceMinor: bigint
  readonly priceMinor: bigint
  readonly depositMinor: bigint
  readonly noticeOpenedAt: Instant | null
}

/** Of the whole right, where a share of it is sold. */
const shareOf = ({ right }: Lot): number | null => (right.kind === 'assignment' ? right.shareBasisPoints : null)
const rightLabelOf = (right: RightKind, share: number | null): string =>
  share === null ? RIGHT_LABELS[right] : `${RIGHT_LABELS[right]}（全部权利的${share / 100}%份额）`

export const makeSaleConfirmation = async (act: Act, sale: SaleOfPaper): Promise<Result<PaperMade>> => {
  const { seller, buyer } = await partiesOf(act.tx, sale, await agentsOfSale(act.tx, sale))
  const [rules, lot] = [await rulesAt(act.tx, act.now), await lotById(act.tx, sale.lotId)]
  // While the calendar of that year is not out, the paper gives the days and no date.
  const confirmBy = withinCalendar(() => statutoryDeadline(rules, 'sale.signing', act.now).closesAt)
  const paper = saleConfirmation({
    number: sale.number,
    lotNumber: sale.lotNumber,
    achievementTitle: sale.title,
    rightLabel: rightLabelOf(sale.right, lot && shareOf(lot)),
    saleMethod: saleMethodOf(lot),
    title: REGIME_WORDS[lot?.regime ?? 'bidding'].confirmation.zh,
    house: await houseOf(act.tx, lot),
    soldAt: sale.soldAt,
    bidNumber: sale.bidNumber,
    isTakenByHolder: lot?.isTakenByHolder ?? false,
    startingPriceMinor: sale.startingPriceMinor,
    priceMinor: sale.priceMinor,
    depositMinor: sale.depositMinor,
    seller,
    buyer,
    escrow: await escrowOf(act.tx),
    noticeNumber: await numberOfNotice(act.tx, sale.lotId, 'listing'),
    resultNoticeNumber: await numberOfNotice(act.tx, sale.lotId, 'result'),
    noticeOpenedAt: sale.noticeOpenedAt,
    noticeClosedAt: act.now,
    confirmBy: confirmBy.ok ? confirmBy.value : null,
    signingWorkingDays: rules.number('sale.signing'),
    objectionDays: rules.number('contract.objectionDays'),
    paymentWorkingDays: rules.number('payment.full'),
    issuedAt: act.now,
  })
  const file = { subject: sale.id, kind: 'sale_confirmation', name: `成交确认书-${sale.number}.pdf` } as const
  return printPaper(act, { ...file, paper, visibleTo: readersOf(sale) })
}

/** Who confirmed the sale acts for the party in the contract. */
const agentsOf = async (reader: Reader, contractId: string): Promise<Agents> => {
  const given = (await confirmationsOf(reader, contractId)).filter((row) => row.stage === 'sale')
  return namesOf(reader, Object.fromEntries(given.map((row) => [row.side, row.personId])))
}

const holdersOf = async (reader: Reader, { holders }: RecordedTitle): Promise<readonly PaperHolder[]> => {
  const organisations = await organisationsByIds(
    reader,
    holders.map(({ organisationId }) => organisationId),
  )
  return holders.map(({ organisationId, shareBasisPoints }) => ({ name: organisations.get(organisationId)?.name.zh ?? '', shareBasisPoints }))
}

const burdensOf = ({ burdens }: RecordedTitle): readonly PaperBurden[] =>
  burdens.map(({ label, inFavourOf, note, from, to }) => ({
    kindLabel: label.zh,
    inFavourOf,
    note,
    from: from === null ? null : dateOf(from),
    to: to === null ? null : dateOf(to),
  }))

/** What the lot was published with: the contract repeats it word for word. */
const publishedOf = async (reader: Reader, row: ContractRow) => {
  const lot = await lotById(reader, row.lotId)
  if (!lot) throw new Error(`lot ${row.lotId} of contract ${row.id} vanished`)
  return {
    saleMethod: saleMethodOf(lot),
    shareBasisPoints: shareOf(lot),
    publicTerms: lot.terms.zh,
    qualifications: lot.qualifications.zh,
    noticeNumber: await numberOfNotice(reader, row.lotId, 'listing'),
  }
}

export const makeContractPaper = async (act: Act, row: ContractRow, deductions: readonly Deduction[]): Promise<Result<PaperMade>> => {
  const achievement = await achievementById(act.tx, row.achievementId)
  if (!achievement) return refuse('contract.achievement_missing')
  const rules = await rulesAt(act.tx, act.now)
  const title = await recordedTitle(act.tx, row.achievementId, act.now)
  const paper = technologyContract({
    number: row.number,
    right: row.rightName,
    achievementTitle: row.title.zh,
    achievementNumber: achievement.catalogueNumber ?? '',
    summary: achievement.abstract.zh,
    lotNumber: row.lotNumber,
    ...(await publishedOf(act.tx, row)),
    soldAt: row.soldAt,
    confirmationNumber: row.saleNumber,
    ...(await partiesOf(act.tx, row, await agentsOf(act.tx, row.id))),
    escrow: await escrowOf(act.tx),
    rights: subjectsOf(achievement),
    holders: await holdersOf(act.tx, title),
    burdens: burdensOf(title),
    completers: (await completersOf(act.tx, row.achievementId)).map(({ name }) => name),
    termMonths: row.termMonths,
    territory: row.territory?.zh ?? '中华人民共和国境内',
    field: row.field?.zh ?? '全部领域',
    priceMinor: row.priceMinor,
    depositMinor: row.depositMinor,
    deductions,
    technologyAmountMinor: row.technologyAmountMinor,
    technicalIncomeMinor: row.technicalIncomeMinor,
    paymentWorkingDays: rules.number('payment.full'),
    cureDays: rules.number('contract.cureDays'),
    ...(await agreedTerms(act, row.terms)),
    lateRatePerTenThousand: LATE_RATE_PER_TEN_THOUSAND,
    draftedOn: dateOf(act.now),
  })
  const file = { subject: row.id, kind: 'contract', name: `技术合同-${row.number}.pdf` } as const
  return printPaper(act, { ...file, paper, visibleTo: readersOf(row) })
}

const SALE_SIDES: Readonly<Record<Side, string>> = { seller: '转让方', buyer: '受让方' }

/** What each stage signs, by its own number. */
const signedPaper = (row: ContractRow, stage: Stage) =>
  stage === 'sale'
    ? { number: row.saleNumber, paperTitle: '成交确认书', sha256: row.saleSha256, sides: SALE_SIDES }
    : { number: row.number, paperTitle: contractTitle(row.rightName), sha256: row.contractSha256 ?? '', sides: sideNames(row.rightName) }

/** When both sides have confirmed the same bytes: who, when and what, as a page that goes with them. */
export const makeSigningPage = async (act: Act, row: ContractRow, stage: Stage): Promise<Result<PaperMade>> => {
  const { sides, ...signed } = signedPaper(row, stage)
  const given = (await confirmationsOf(act.tx, row.id)).filter((confirmation) => confirmation.stage === stage && confirmation.sha256 === signed.sha256)
  const persons = await personsByIds(
    act.tx,
    given.map(({ personId }) => personId),
  )
  const parties = await partiesOf(act.tx, row, {})
  const paper = signingPage({
    ...signed,
    signatures: given.map(({ side, personId, statement, confirmedAt }) => ({
      sideLabel: sides[side],
      organisation: parties[side].name,
      creditCode: parties[side].creditCode,
      isNaturalPerson: parties[side].isNaturalPerson,
      person: persons.get(personId)?.name.zh ?? '',
      statement,
      at: confirmedAt,
    })),
    completedAt: act.now,
  })
  return printPaper(act, { subject: row.id, kind: 'signing_page', name: signingPageName(signed.number), paper, visibleTo: readersOf(row) })
}

/** By which a deal finds the signing page of each of its two papers. */
export const signingPageName = (number: string): string => `签署页-${number}.pdf`
