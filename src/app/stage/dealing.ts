/** From the hammer to the inventors' paid income. */
import { dateOf, parseInstant, type Instant } from '#kernel/instant.ts'
import { payFor } from './selling.ts'
import { authorise } from './signing.ts'
import type { Institution, Stage } from './stage.ts'

/** Both sides confirm the sale, each the very paper it saw. */
export const confirmSale = async (stage: Stage, institution: Institution, buyer: string, lotId: string): Promise<string> => {
  const { id } = await stage.as(institution.tto).contract.ofLot({ lotId })
  for (const key of [institution.tto, buyer]) {
    await authorise(stage, key)
    const { salePaper } = await stage.as(key).contract.get({ id })
    await stage.as(key).contract.confirmSale({ id, sha256: salePaper.sha256, accepts: true })
  }
  await stage.settle()
  return id
}

/** Both sides confirm the text of the contract; the deposit becomes part of the price. */
export const signContract = async (stage: Stage, institution: Institution, buyer: string, contractId: string): Promise<void> => {
  for (const key of [institution.tto, buyer]) {
    const { contractPaper } = await stage.as(key).contract.get({ id: contractId })
    await stage.as(key).contract.confirm({ id: contractId, sha256: contractPaper?.sha256 ?? '', accepts: true })
  }
  await stage.settle()
}

const HANDOVER_TEXT = '技术资料清单（演示）\n1. 工艺规程与参数表\n2. 图纸与物料清单\n3. 试验报告\n4. 现场指导计划\n'

const paperOf = async (
  stage: Stage,
  key: string,
  file: { readonly name: string; readonly kind: 'handover' | 'proof'; readonly text: string },
): Promise<string> => {
  const contentBase64 = Buffer.from(file.text, 'utf8').toString('base64')
  return (await stage.as(key).document.upload({ name: file.name, kind: file.kind, contentBase64 })).id
}

/** The price is in escrow and the documents are with the buyer. */
export const payAndDeliver = async (stage: Stage, institution: Institution, contractId: string): Promise<void> => {
  await payFor(stage, contractId)
  const documentId = await paperOf(stage, institution.tto, { name: '技术资料清单.txt', kind: 'handover', text: HANDOVER_TEXT })
  await stage.as(institution.tto).contract.handOver({ id: contractId, documentIds: [documentId], note: '全部技术资料已移交。' })
  await stage.settle()
}

/** The seller files what the register said. */
export const fileProof = async (stage: Stage, institution: Institution, contractId: string): Promise<void> => {
  const { number } = await stage.as(institution.tto).contract.get({ id: contractId })
  const text = `手续合格通知书（演示）\n合同编号：${number}\n变更项目：权利人\n准予变更登记。\n`
  const documentId = await paperOf(stage, institution.tto, { name: '手续合格通知书.txt', kind: 'proof', text })
  await stage.as(institution.tto).contract.fileRegistration({
    id: contractId,
    outcome: 'registered',
    number: `演示${number.slice(-6)}`,
    on: dateOf(stage.now()),
    documentIds: [documentId],
  })
}

/** One of the two officers has looked at it. */
export const checkProof = async (stage: Stage, officer: 'clerk' | 'clerk2', contractId: string): Promise<void> => {
  await stage.as(officer).contract.checkRegistration({ id: contractId, decision: 'confirmed' })
  await stage.settle()
}

/** All the way to the price in the seller's account: where the right passes on registration, with the proof of it. */
export const payAndHandOver = async (stage: Stage, institution: Institution, buyer: string, contractId: string): Promise<void> => {
  await payAndDeliver(stage, institution, contractId)
  const { state } = await stage.as(buyer).contract.acceptHandover({ id: contractId, accepts: true })
  await stage.settle()
  if (state !== 'registering') return
  await fileProof(stage, institution, contractId)
  for (const officer of ['clerk2', 'clerk'] as const) await checkProof(stage, officer, contractId)
}

/** A buyer who finds the documents wanting, a seller who answers with his own, and a proposal that waits. */
export const disputeOver = async (stage: Stage, institution: Institution, buyer: string, contractId: string): Promise<void> => {
  const report = await paperOf(stage, buyer, { name: '检验报告.txt', kind: 'proof', text: '检验报告（演示）\n样板三批，其中一批盐雾试验未达三千小时。\n' })
  await stage.as(buyer).contract.openDispute({
    id: contractId,
    statement: '三批样板中有一批的盐雾试验低于公告载明的指标，请求减少价款。（演示）',
    documentIds: [report],
  })
  await stage.settle()
  const answer = await paperOf(stage, institution.tto, {
    name: '复检说明.txt',
    kind: 'proof',
    text: '复检说明（演示）\n该批样板的固化温度未按工艺规程执行。\n',
  })
  await stage
    .as(institution.tto)
    .contract.stateCase({ id: contractId, statement: '该批样板未按交付的工艺规程固化，愿意派员现场复检。（演示）', documentIds: [answer] })
  const { escrowMinor } = await stage.as(institution.tto).contract.get({ id: contractId })
  await stage.as(institution.tto).contract.proposeSplit({
    id: contractId,
    sellerMinor: String((BigInt(escrowMinor) * 95n) / 100n),
    outcome: 'performed',
    statement: '减少价款百分之五，合同继续履行。（演示）',
  })
  await stage.settle()
}

export interface RunningPlan {
  readonly planId: string
  readonly closesAt: Instant
}

const WHOLE = 10_000

/** Shares of the main contributors inside their group, whole again after the others have left it. */
const wholeShares = (members: readonly { readonly personId: string; readonly weight: number }[], whole = WHOLE) => {
  const sum = members.reduce((total, { weight }) => total + weight, 0)
  const shares = members.map(({ personId, weight }) => ({ personId, basisPoints: Math.floor((weight * whole) / sum) }))
  const rest = whole - shares.reduce((total, { basisPoints }) => total + basisPoints, 0)
  return shares.map((share, index) => (index === 0 ? { ...share, basisPoints: share.basisPoints + rest } : share))
}

/** What a plan has beside the usual: somebody who brought the sides together, and the travel that the conversion cost. */
export interface PlanBesides {
  readonly contributor: { readonly name: string; readonly particulars: string; readonly contribution: string }
  readonly travelWan: number
}

const TRAVEL_TEXT = '差旅费凭证（演示）\n赴受让方现场调试，往返交通费和住宿费。\n'
const MINOR_PER_WAN = 1_000_000
/** Of the part that is neither of main contributors nor of transfer staff. */
const CONTRIBUTORS_PART = 2_000

const travelOf = async (stage: Stage, institution: Institution, wan: number) => {
  const contentBase64 = Buffer.from(TRAVEL_TEXT, 'utf8').toString('base64')
  const { id } = await stage.as(institution.tto).document.upload({ name: '差旅费凭证.txt', kind: 'voucher', contentBase64 })
  return { kind: 'travel' as const, label: '赴受让方现场调试差旅费', amountMinor: String(wan * MINOR_PER_WAN), voucherDocumentId: id }
}

/** Drafts the plan after the catalogue's contributions and publishes it for fifteen days. */
export const proposePlan = async (stage: Stage, institution: Institution, contractId: string, besides?: PlanBesides): Promise<RunningPlan> => {
  const income = stage.as(institution.tto).income
  const { id } = await income.ofContract({ contractId })
  const { completers } = await income.editor.get({ id })
  const members = (isMain: boolean) =>
    completers
      .filter((completer) => completer.isMain === isMain)
      .map(({ personId, shareBasisPoints }) => ({ personId: personId ?? '', weight: shareBasisPoints }))
  const main = members(true)
  const rest = besides ? WHOLE - CONTRIBUTORS_PART : WHOLE
  const others = members(false)
  const completing = others.length > 0 ? wholeShares(others, rest) : []
  const contributing = besides
    ? [
        {
          outside: { name: besides.contributor.name, particulars: besides.contributor.particulars },
          contribution: besides.contributor.contribution,
          basisPoints: others.length > 0 ? CONTRIBUTORS_PART : WHOLE,
        },
      ]
    : []
  const other = [...completing, ...contributing]
  await income.draftPlan({
    id,
    costs: besides ? [await travelOf(stage, institution, besides.travelWan)] : [],
    taxMinor: '0',
    base: 'net',
    teamRateBasisPoints: 8_000,
    rates: other.length > 0 ? { main: 7_500, transfer: 600, other: 1_900 } : { main: 9_400, transfer: 600, other: 0 },
    shares: [
      ...wholeShares(main).map((share) => ({ ...share, group: 'main' as const })),
      ...other.map((share) => ({ ...share, group: 'other' as const })),
      { personId: stage.personId(institution.tto), group: 'transfer' as const, basisPoints: WHOLE },
    ],
  })
  const { closesAt } = await income.proposePlan({ id })
  await stage.settle()
  return { planId: id, closesAt: parseInstant(closesAt) }
}

/** Two persons who did not make the plan approve it; then the money is ordered out. */
export const approveAndPayPlan = async (stage: Stage, institution: Institution, planId: string): Promise<void> => {
  for (const key of institution.approvers) await stage.as(key).income.approve({ id: planId })
  await stage.as(institution.tto).income.payOut({ id: planId })
  await stage.settle()
}
