/** Rules of first refusal: what the code of this room decides by. */
import type { RuleDeclaration } from '#kernel/rule.ts'

export const titleRules: readonly RuleDeclaration[] = [
  {
    no: 31,
    key: 'priority.silence',
    group: 'priority',
    value: 30,
    unit: 'cd',
    min: 10,
    max: 90,
    title: { zh: '优先受让征询的答复期限', en: 'Time to answer a round of first refusal' },
    bound: {
      zh: '民法典未规定期限；逾期未答复只有在约定过时才视为放弃，没有约定的须再次征询。公司法第84条的三十日只适用于股东',
      en: 'The Civil Code sets no period; silence is a waiver only where that was agreed, otherwise the round is asked again. The thirty days of Company Law art. 84 are for shareholders',
    },
    standing: 'agreed',
    binds: 'contractParties',
    use: 'read',
    sources: [{ code: 'L6', article: '847', words: '职务技术成果的完成人享有以同等条件优先受让的权利' }],
  },
]
