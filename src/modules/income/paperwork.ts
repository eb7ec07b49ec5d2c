/** The plan as people read it: the paper for the files and the words of the public notice. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { dateOf } from '#kernel/instant.ts'
import { formatAmount } from '#kernel/money.ts'
import type { Result } from '#kernel/result.ts'
import { printPaper, type PaperMade } from '#modules/document/index.ts'
import { achievementById } from '#modules/achievement/index.ts'
import { contractById } from '#modules/contract/index.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'
import { sourceIn } from '#modules/rulebook/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Distribution } from './core/plan.ts'
import { GROUPS } from './core/shares.ts'
import { en, zh } from './messages.ts'
import { distributionPlan } from './papers/distribution.ts'
import { coOwnersOf, costsOf, payeesOf, type PayeeRow, type PlanRow } from './store.ts'

type Names = ReadonlyMap<string, { readonly name: Bilingual }>
type Figures = Pick<Distribution, 'onNetMinor' | 'onGrossMinor'>

const amountsOfGroups = (payees: Awaited<ReturnType<typeof payeesOf>>) =>
  GROUPS.map((group) => ({ group, amountMinor: payees.filter((payee) => payee.shareGroup === group).reduce((sum, payee) => sum + payee.amountMinor, 0n) }))

export const makePlanPaper = async (act: Act, row: PlanRow, figures: Figures): Promise<Result<PaperMade>> => {
  const payees = await payeesOf(act.tx, row.id)
  const persons: Names = await personsByIds(
    act.tx,
    payees.map((payee) => payee.personId),
  )
  const contract = await contractById(act.tx, row.contractId)
  const buyerId = contract?.buyerOrganisationId ?? ''
  const owners = await coOwnersOf(act.tx, row.id)
  const organisations = await organisationsByIds(act.tx, [row.institutionId, buyerId, ...owners.map(({ organisationId }) => organisationId)])
  const nameOf = (payee: PayeeRow) => payee.outsideName ?? persons.get(payee.personId)?.name.zh ?? ''
  const paper = distributionPlan({
    number: row.number,
    institution: organisations.get(row.institutionId)?.name.zh ?? '',
    achievementTitle: row.title.zh,
    achievementNumber: (await achievementById(act.tx, row.achievementId))?.catalogueNumber ?? '',
    contractNumber: row.contractNumber,
    payer: organisations.get(buyerId)?.name.zh ?? '',
    receivedAt: row.receivedAt,
    payBy: row.payDueAt,
    grossMinor: row.grossMinor,
    coOwners: owners.map(({ organisationId, basisPoints, amountMinor }) => ({
      name: organisations.get(organisationId)?.name.zh ?? '',
      basisPoints,
      amountMinor,
    })),
    coOwnerAgreement: row.coOwnerAgreement,
    unitRule: row.unitRule,
    binds: row.binds,
    contributors: payees
      .filter(({ contribution }) => contribution !== '')
      .map((payee) => ({ name: nameOf(payee), particulars: payee.outsideParticulars, contribution: payee.contribution })),
    costs: await costsOf(act.tx, row.id),
    taxMinor: row.taxMinor,
    netMinor: row.grossMinor - row.coOwnerMinor - row.costMinor - row.taxMinor,
    baseLabel: zh[`enum.income.base.${row.base}`],
    teamRateBasisPoints: row.teamRate,
    rewardMinor: row.rewardMinor,
    retainedMinor: row.retainedMinor,
    ...figures,
    groups: amountsOfGroups(payees).map(({ group, amountMinor }) => ({ label: zh[`enum.income.group.${group}`], basisPoints: row.rates[group], amountMinor })),
    rows: payees.map((payee) => ({
      name: nameOf(payee),
      groupLabel: zh[`enum.income.group.${payee.shareGroup}`],
      basisPoints: payee.basisPoints,
      amountMinor: payee.amountMinor,
    })),
    citations: [...new Set(row.rules.map((rule) => sourceIn('zh', rule.source)))],
    draftedOn: dateOf(act.now),
  })
  const file = { subject: row.id, kind: 'distribution_plan', name: `收益分配方案-${row.number}.pdf` } as const
  // It names persons with their amounts: for the unit, the persons and the authority that supervises, not for the open web.
  const readers = [row.institutionId, ...payees.map((payee) => payee.personId), 'role:regulator']
  return printPaper(act, { ...file, paper, visibleTo: readers })
}

/** What everybody reads: the conversion and its totals. Who gets what is shown inside the unit, by `insideNotice`. */
export const noticeText = (row: PlanRow, payees: readonly PayeeRow[]): { readonly title: Bilingual; readonly body: Bilingual } => {
  const yuan = (minor: bigint, lang: 'zh' | 'en') => formatAmount(minor, 'CNY', lang)
  const netMinor = row.grossMinor - row.coOwnerMinor - row.costMinor - row.taxMinor
  const contributors = payees.filter(({ contribution }) => contribution !== '').length
  return {
    title: { zh: `${row.title.zh} 收益分配公示`, en: `Income distribution: ${row.title.en || row.title.zh}` },
    body: {
      zh: [
        `技术合同编号 ${row.contractNumber}，转化总收入 ${yuan(row.grossMinor, 'zh')}，${row.coOwnerMinor > 0n ? `分配给其他共有人 ${yuan(row.coOwnerMinor, 'zh')}，` : ''}扣除成本 ${yuan(row.costMinor, 'zh')}、税金 ${yuan(row.taxMinor, 'zh')}，净收入 ${yuan(netMinor, 'zh')}。`,
        `奖励和报酬总额 ${yuan(row.rewardMinor, 'zh')}（${zh[`enum.income.base.${row.base}`]}的 ${row.teamRate / 100}%），单位留存 ${yuan(row.retainedMinor, 'zh')}。`,
        ...(contributors > 0 ? [`除成果完成人外，方案列有 ${contributors} 名对成果转化做出重要贡献的人员。`] : []),
        '各人员的分配金额在本单位内公示，本单位人员登录后可在本页查看。',
        '对本方案有异议的，请在公示期内提出；异议处理期间，分配程序暂停。',
      ].join('\n'),
      en: [
        `Technology contract ${row.contractNumber}: total income ${yuan(row.grossMinor, 'en')}, less ${row.coOwnerMinor > 0n ? `the parts of the other co-owners ${yuan(row.coOwnerMinor, 'en')}, ` : ''}costs ${yuan(row.costMinor, 'en')} and tax ${yuan(row.taxMinor, 'en')}, net income ${yuan(netMinor, 'en')}.`,
        `Reward ${yuan(row.rewardMinor, 'en')} (${row.teamRate / 100} % of ${en[`enum.income.base.${row.base}`].toLowerCase()}), retained by the institution ${yuan(row.retainedMinor, 'en')}.`,
        ...(contributors > 0 ? [`Beside the completers the plan names ${contributors} who made important contributions to the conversion.`] : []),
        'What each person gets is published inside the institution: its members see it on this page once they have signed in.',
        'Objections may be raised while the notice runs; the distribution is suspended until they are decided.',
      ].join('\n'),
    },
  }
}
