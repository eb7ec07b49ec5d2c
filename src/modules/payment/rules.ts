/** Rules of giving deposits back: what the code of this room decides by. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const paymentRules: readonly RuleDeclaration[] = [
  {
    no: 11,
    key: 'deposit.refund.losers',
    group: 'deposit',
    value: 24,
    unit: 'h',
    max: 24,
    title: { zh: '未成交竞买人保证金退还期限', en: 'Return of losing deposits' },
    bound: { zh: '参照网络司法拍卖的24小时；公共资源交易为5个工作日', en: 'Taken from the 24 hours of court sales; 5 working days at public-resource centres' },
    standing: 'practice',
    binds: 'courts',
    use: 'read',
    sources: [{ code: 'L5', article: '23', words: '其他竞买人交纳的保证金应当在竞价程序结束后二十四小时内退还或者解冻' }, { code: 'W9' }],
  },
]
