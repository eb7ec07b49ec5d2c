/** The plan as people read it: the paper for the files and the words of the public notice. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { dateOf } from '#kernel/instant.ts'
import { formatAmount } from '#kernel/money.ts'
import { ok, type Result } from '#kernel/result.ts'
import { keepPaper, renderDistribution } from '#modules/document/index.ts'
import { organisationById, personsByIds } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import type { Distribution } from './core/plan.ts'
import { GROUPS } from './core/shares.ts'
import { en, zh } from './messages.ts'
import { costsOf, payeesOf, type PlanRow } from './store.ts'

type Names = ReadonlyMap<string, { readonly name: Bilingual }>
type Figures = Pick<Distribution, 'onNetMinor' | 'onGrossMinor'>

const amountsOfGroups = (payees: Awaited<ReturnType<typeof payeesOf>>) =>
  GROUPS.map((group) => ({ group, amountMinor: payees.filter((payee) => payee.share_group === group).reduce((sum, payee) => sum + payee.amount_minor, 0n) }))

export const makePlanPaper = async (act: Act, row: PlanRow, figures: Figures): Promise<Result<{ readonly documentId: string; readonly sha256: string }>> => {
  const payees = await payeesOf(act.tx, row.id)
  const persons: Names = await personsByIds(
    act.tx,
    payees.map((payee) => payee.person_id),
  )
  const institution = await organisationById(act.tx, row.institution_id)
  const rendered = renderDistribution({
    number: row.number,
    institution: institution?.name.zh ?? '',
    achievementTitle: row.title.zh,
    contractNumber: row.contract_number,
    grossMinor: row.gross_minor,
    costs: await costsOf(act.tx, row.id),
    taxMinor: row.tax_minor,
    netMinor: row.gross_minor - row.cost_minor - row.tax_minor,
    baseLabel: zh[`enum.income.base.${row.base}`],
    teamRateBasisPoints: row.team_rate,
    rewardMinor: row.reward_minor,
    retainedMinor: row.retained_minor,
    ...figures,
    groups: amountsOfGroups(payees).map(({ group, amountMinor }) => ({ label: zh[`enum.income.group.${group}`], basisPoints: row.rates[group], amountMinor })),
    rows: payees.map((payee) => ({
      name: persons.get(payee.person_id)?.name.zh ?? '',
      groupLabel: zh[`enum.income.group.${payee.share_group}`],
      basisPoints: payee.basis_points,
      amountMinor: payee.amount_minor,
    })),
    citations: [...new Set(row.rules.map((rule) => rule.source))],
    draftedOn: dateOf(act.now),
  })
  if (!rendered.ok) return rendered
  const file = { subject: row.id, kind: 'distribution_plan', name: `收益分配方案-${row.number}.pdf`, mediaType: 'application/pdf' } as const
  // It names persons with their amounts: for the unit, the persons and the authority that supervises, not for the open web.
  const readers = [row.institution_id, ...payees.map((payee) => payee.person_id), 'role:regulator']
  return ok(await keepPaper(act, { ...file, bytes: rendered.value, visibleTo: readers }))
}

/** What everybody reads: the conversion and its totals. Who gets what is shown inside the unit, by `insideNotice`. */
export const noticeText = (row: PlanRow): { readonly title: Bilingual; readonly body: Bilingual } => {
  const yuan = (minor: bigint, lang: 'zh' | 'en') => formatAmount(minor, 'CNY', lang)
  const netMinor = row.gross_minor - row.cost_minor - row.tax_minor
  return {
    title: { zh: `${row.title.zh} 收益分配公示`, en: `Income distribution: ${row.title.en || row.title.zh}` },
    body: {
      zh: [
        `技术合同编号 ${row.contract_number}，转化总收入 ${yuan(row.gross_minor, 'zh')}，扣除成本 ${yuan(row.cost_minor, 'zh')}、税金 ${yuan(row.tax_minor, 'zh')}，净收入 ${yuan(netMinor, 'zh')}。`,
        `奖励和报酬总额 ${yuan(row.reward_minor, 'zh')}（${zh[`enum.income.base.${row.base}`]}的 ${row.team_rate / 100}%），单位留存 ${yuan(row.retained_minor, 'zh')}。`,
        '各人员的分配金额在本单位内公示，本单位人员登录后可在本页查看。',
        '对本方案有异议的，请在公示期内提出；异议处理期间，分配程序暂停。',
      ].join('\n'),
      en: [
        `Technology contract ${row.contract_number}: total income ${yuan(row.gross_minor, 'en')}, less costs ${yuan(row.cost_minor, 'en')} and tax ${yuan(row.tax_minor, 'en')}, net income ${yuan(netMinor, 'en')}.`,
        `Reward ${yuan(row.reward_minor, 'en')} (${row.team_rate / 100} % of ${en[`enum.income.base.${row.base}`].toLowerCase()}), retained by the institution ${yuan(row.retained_minor, 'en')}.`,
        'What each person gets is published inside the institution: its members see it on this page once they have signed in.',
        'Objections may be raised while the notice runs; the distribution is suspended until they are decided.',
      ].join('\n'),
    },
  }
}
