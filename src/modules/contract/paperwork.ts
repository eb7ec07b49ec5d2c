/** The two papers of a deal, made from its data and kept by digest. */
import { organisationsByIds, personsByIds, regionName, type Organisation } from '#modules/party/index.ts'
import { printPaper, type PaperMade } from '#modules/document/index.ts'
import { achievementById } from '#modules/achievement/index.ts'
import { rulesAt } from '#modules/rulebook/index.ts'
import { dateOf, type Instant } from '#kernel/instant.ts'
import { refuse, type Result } from '#kernel/result.ts'
import type { Act } from '#platform/command/act.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { Deduction } from './core/amounts.ts'
import type { Side } from './core/confirmation.ts'
import { technologyContract } from './papers/contract.ts'
import type { PaperParty, PaperRight, RightKind } from './papers/contract-data.ts'
import { saleConfirmation } from './papers/sale-confirmation.ts'
import { confirmationsOf, type ContractRow } from './store.ts'

/** Custom of technology contracts: five ten-thousandths a day. */
const LATE_RATE_PER_TEN_THOUSAND = 5
const SALE_METHOD = '网络竞价'

const RIGHT_LABELS: Readonly<Record<RightKind, string>> = {
  assignment: '权利转让',
  exclusive: '独占实施许可',
  sole: '排他实施许可',
  ordinary: '普通实施许可',
}

const partyOf = (organisation: Organisation | undefined, representative: string): PaperParty => ({
  name: organisation?.name.zh ?? '',
  creditCode: organisation?.creditCode ?? '',
  address: organisation ? regionName(organisation.region).zh : '',
  representative,
})

type Parties = Readonly<Record<Side, PaperParty>>
type Deal = Pick<ContractRow, 'sellerOrganisationId' | 'buyerOrganisationId'>

/** Who confirmed the sale acts for the party in the contract; before that nobody is named. */
const partiesOf = async (reader: Reader, deal: Deal, representatives: Readonly<Partial<Record<Side, string>>>): Promise<Parties> => {
  const organisations = await organisationsByIds(reader, [deal.sellerOrganisationId, deal.buyerOrganisationId])
  return {
    seller: partyOf(organisations.get(deal.sellerOrganisationId), representatives.seller ?? ''),
    buyer: partyOf(organisations.get(deal.buyerOrganisationId), representatives.buyer ?? ''),
  }
}

const readersOf = (deal: Deal): readonly string[] => [deal.sellerOrganisationId, deal.buyerOrganisationId, 'role:clerk', 'role:regulator']

export interface SaleOfPaper extends Deal {
  readonly id: string
  readonly number: string
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

export const makeSaleConfirmation = async (act: Act, sale: SaleOfPaper): Promise<Result<PaperMade>> => {
  const { seller, buyer } = await partiesOf(act.tx, sale, {})
  const paper = saleConfirmation({
    number: sale.number,
    lotNumber: sale.lotNumber,
    achievementTitle: sale.title,
    rightLabel: RIGHT_LABELS[sale.right],
    saleMethod: SALE_METHOD,
    soldAt: sale.soldAt,
    bidNumber: sale.bidNumber,
    startingPriceMinor: sale.startingPriceMinor,
    priceMinor: sale.priceMinor,
    depositMinor: sale.depositMinor,
    seller,
    buyer,
    noticeOpenedAt: sale.noticeOpenedAt,
    noticeClosedAt: act.now,
    issuedAt: act.now,
  })
  const file = { subject: sale.id, kind: 'sale_confirmation', name: `成交确认书-${sale.number}.pdf` } as const
  return printPaper(act, { ...file, paper, visibleTo: readersOf(sale) })
}

type Achievement = NonNullable<Awaited<ReturnType<typeof achievementById>>>

/** Every patent and application by its number; what has none is a technical secret. */
const rightsOf = (achievement: Achievement): readonly PaperRight[] =>
  achievement.patentNumbers.length === 0
    ? [{ kind: 'know_how', name: achievement.title.zh, number: '' }]
    : achievement.patentNumbers.map((number) => ({
        kind: number.startsWith('ZL') ? ('patent' as const) : ('application' as const),
        name: achievement.title.zh,
        number: number.replace(/^ZL/, 'ZL '),
      }))

const representativesOf = async (reader: Reader, contractId: string): Promise<Readonly<Partial<Record<Side, string>>>> => {
  const given = (await confirmationsOf(reader, contractId)).filter((row) => row.stage === 'sale')
  const persons = await personsByIds(
    reader,
    given.map((row) => row.personId),
  )
  return Object.fromEntries(given.map((row) => [row.side, persons.get(row.personId)?.name.zh ?? '']))
}

export const makeContractPaper = async (act: Act, row: ContractRow, deductions: readonly Deduction[]): Promise<Result<PaperMade>> => {
  const achievement = await achievementById(act.tx, row.achievementId)
  if (!achievement) return refuse('contract.achievement_missing')
  const rules = await rulesAt(act.tx, act.now)
  const { seller, buyer } = await partiesOf(act.tx, row, await representativesOf(act.tx, row.id))
  const paper = technologyContract({
    number: row.number,
    right: row.rightName,
    achievementTitle: row.title.zh,
    achievementNumber: achievement.catalogueNumber ?? achievement.id,
    summary: achievement.abstract.zh,
    lotNumber: row.lotNumber,
    saleMethod: SALE_METHOD,
    soldAt: row.soldAt,
    confirmationNumber: row.saleNumber,
    seller,
    buyer,
    rights: rightsOf(achievement),
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
    ...row.terms,
    lateRatePerTenThousand: LATE_RATE_PER_TEN_THOUSAND,
    draftedOn: dateOf(act.now),
  })
  const file = { subject: row.id, kind: 'contract', name: `技术合同-${row.number}.pdf` } as const
  return printPaper(act, { ...file, paper, visibleTo: readersOf(row) })
}
