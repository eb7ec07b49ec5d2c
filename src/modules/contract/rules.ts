/** Rules of payment and default: what the code of this room decides by. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const contractRules: readonly RuleDeclaration[] = [
  {
    no: 39,
    key: 'payment.full',
    group: 'payment',
    value: 5,
    unit: 'wd',
    min: 1,
    max: 60,
    title: { zh: '一次性付款期限（合同生效后）', en: 'Full payment after the contract takes effect' },
    bound: {
      zh: '由当事人约定；默认值参照国有企业资产交易的5个工作日',
      en: 'For the parties to agree; the default is taken from the 5 working days of state-enterprise sales',
    },
    standing: 'agreed',
    binds: 'contractParties',
    use: 'read',
    sources: [{ code: 'L6', article: '846', words: '技术合同价款、报酬或者使用费的支付方式由当事人约定' }, { code: 'W5' }],
  },
  {
    no: 64,
    key: 'contract.cureDays',
    group: 'contract',
    value: 30,
    unit: 'cd',
    min: 30,
    title: { zh: '催告后的宽限期', en: 'Time to cure after a demand' },
    bound: {
      zh: '自债权人催告起不少于30日；催告定有更长期限的从其期限',
      en: 'At least 30 days from the creditor’s demand; a longer period that the demand sets counts',
    },
    standing: 'binding',
    binds: 'contractParties',
    use: 'read',
    sources: [
      { code: 'L7', article: '15', words: '经催告后在30日内仍未履行' },
      { code: 'L20', article: '563', words: '当事人一方迟延履行主要债务，经催告后在合理期限内仍未履行' },
    ],
  },
]
