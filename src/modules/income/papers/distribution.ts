/** 收益分配方案: published for objections, then approved by two persons. */
import { dateOf, startOfDay, type CalendarDate, type Instant } from '#kernel/instant.ts'
import { cells, typ, type Markup } from '#platform/paper/markup.ts'
import { sheet, type Paper } from '#platform/paper/sheet.ts'
import { amountInFigures, amountInFull, BLANK, chineseDate, chineseEnd, orBlank, percent } from '#platform/paper/wording.ts'

export interface DistributionRow {
  readonly name: string
  readonly groupLabel: string
  readonly basisPoints: number
  readonly amountMinor: bigint
}

export interface DistributionPaper {
  readonly number: string
  readonly institution: string
  readonly achievementTitle: string
  readonly achievementNumber: string
  readonly contractNumber: string
  readonly payer: string
  /** When the income came in, and until when the reward is to be paid. */
  readonly receivedAt: Instant
  readonly payBy: Instant | null
  readonly grossMinor: bigint
  /** Other holders of the right, whose parts are no income of the unit. */
  readonly coOwners: readonly { readonly name: string; readonly basisPoints: number; readonly amountMinor: bigint }[]
  readonly coOwnerAgreement: string
  /** The unit's rule or agreement on rewards; empty: to be filled in by hand. */
  readonly unitRule: string
  /** Whether the floors of the regulation bind the unit. */
  readonly binds: boolean
  /** Payees who are no completers, and for what they are rewarded. */
  readonly contributors: readonly { readonly name: string; readonly particulars: string | null; readonly contribution: string }[]
  readonly costs: readonly { readonly label: string; readonly amountMinor: bigint }[]
  readonly taxMinor: bigint
  readonly netMinor: bigint
  readonly baseLabel: string
  readonly teamRateBasisPoints: number
  readonly rewardMinor: bigint
  readonly retainedMinor: bigint
  readonly onNetMinor: bigint
  readonly onGrossMinor: bigint
  readonly groups: readonly { readonly label: string; readonly basisPoints: number; readonly amountMinor: bigint }[]
  readonly rows: readonly DistributionRow[]
  /** Titles and articles, in the language of the paper. */
  readonly citations: readonly string[]
  readonly draftedOn: CalendarDate
}

const incomeTable = (paper: DistributionPaper): Markup =>
  cells([
    ['转化总收入', amountInFull(paper.grossMinor)],
    ...paper.coOwners.map((owner): [string, string] => [`减：共有人分配（${owner.name}，${percent(owner.basisPoints)}）`, amountInFigures(owner.amountMinor)]),
    ...paper.costs.map((cost) => [`减：${cost.label}`, amountInFigures(cost.amountMinor)]),
    ['减：税金', amountInFigures(paper.taxMinor)],
    ['净收入', amountInFull(paper.netMinor)],
    ['奖酬基数和比例', `${paper.baseLabel}的 ${percent(paper.teamRateBasisPoints)}`],
    ['奖励和报酬总额', amountInFull(paper.rewardMinor)],
    ['单位留存', amountInFull(paper.retainedMinor)],
  ])

export const distributionPlan = (paper: DistributionPaper): Paper =>
  sheet({
    at: startOfDay(paper.draftedOn),
    title: '科技成果转化收益分配方案',
    number: paper.number,
    body: typ`
#align(right)[#text(size: 10pt, fill: faint)[编号：${paper.number}]]
#heading-of[科技成果转化收益分配方案][${paper.institution}]
#facts(${cells([
      ['科技成果', `${paper.achievementTitle}（成果目录编号 ${orBlank(paper.achievementNumber)}）`],
      ['技术合同编号', paper.contractNumber],
      ['认定登记编号', BLANK],
      ['付款方', orBlank(paper.payer)],
      ['收入到账日期', chineseDate(dateOf(paper.receivedAt))],
      ['奖励支付期限', paper.payBy === null ? BLANK : chineseEnd(paper.payBy)],
      ['本单位奖励制度', paper.unitRule === '' ? `《${BLANK}》第 ${BLANK} 条` : paper.unitRule],
      ...(paper.coOwners.length === 0
        ? []
        : [['共有人分配依据', paper.coOwnerAgreement === '' ? '按权利登记的份额（专利法第十四条）' : paper.coOwnerAgreement]]),
      ['本单位决策', `会议纪要或者决定的编号 ${BLANK}，日期 ${BLANK}`],
      ['制定单位', paper.institution],
      ['制定日期', chineseDate(paper.draftedOn)],
    ])})
#section[一、收入、成本和净收入]
#facts(${incomeTable(paper)})
#text(size: 9.5pt, fill: faint)[同一比例按净收入计算为 ${amountInFigures(paper.onNetMinor)}，按总收入计算为 ${amountInFigures(paper.onGrossMinor)}。财政科研经费不作为成本扣除。${paper.binds ? '' : '本单位不属于政府设立的研究开发机构、高等院校，奖励比例依本单位规定或者约定，条例的比例仅作为默认值。'}]
#block(breakable: false)[#section[二、奖励和报酬的内部分配]
#table(columns: (1fr, 7em, 12em), stroke: hair, inset: (x: 8pt, y: 6.5pt), align: (left + horizon, right + horizon, right + horizon),
  head-cell[类别], head-cell[占奖酬总额], head-cell[金额],
  ${cells(paper.groups.map((group) => [group.label, percent(group.basisPoints), amountInFigures(group.amountMinor)]))})]
#section[三、人员和金额]
#table(columns: (3.8em, 1fr, 8em, 6em, 10em), stroke: hair, inset: (x: 8pt, y: 6.5pt), align: (center + horizon, left + horizon, left + horizon, right + horizon, right + horizon),
  table.header(head-cell[序号], head-cell[姓名], head-cell[类别], head-cell[类内比例], head-cell[金额]),
  ${cells(paper.rows.map((row, index) => [String(index + 1), row.name, row.groupLabel, percent(row.basisPoints), amountInFigures(row.amountMinor)]))},
  ${cells([['', '合计', '', '', amountInFigures(paper.rewardMinor)]])})
${
  paper.contributors.length === 0
    ? typ``
    : typ`#block(breakable: false)[#text(weight: "bold")[完成人以外的贡献人员（条例第二十八条、第三十七条）]
${paper.contributors.map(({ name, particulars, contribution }) => typ`- ${particulars === null ? name : `${name}（${particulars}，由本单位转付）`}：${contribution}`)}]`
}
#section[四、依据]
${paper.citations.map((citation) => typ`+ ${citation}`)}
#block(breakable: false, above: 1.4em)[#section[五、公示和审批]
本方案在本单位公示不少于十五日，公示无异议或者异议处理完毕后，由两名审批人先后批准。
#v(0.4em)
#table(columns: (1fr, 1fr, 1fr), stroke: hair, inset: 10pt,
  [制表：#v(1.6em)日期：${BLANK}], [审批一：#v(1.6em)日期：${BLANK}], [审批二：#v(1.6em)日期：${BLANK}])]
#closing[金额以分为单位按最大余数法分配，各项之和与总额完全相等。对本方案有异议的，请在公示期内通过浙江拍提出；异议处理期间分配程序暂停。]`,
  })
