/** Words of rules that several pages say. */
import { texts } from '../../i18n/lang.ts'

export const words = texts({
  zh: {
    binds: '约束谁',
    bound: '界限',
    calendar: '工作日历',
    group: '类别',
    now: '现行',
    propose: '提出变更',
    rule: '规则',
    rulebook: '规则库',
    source: '出处',
    sources: '出处',
    to: '改为',
    validFrom: '生效日',
    value: '现行取值',
    year: '年份',
  },
  en: {
    binds: 'Binds',
    bound: 'Bound',
    calendar: 'Working-day calendar',
    group: 'Subject',
    now: 'Now',
    propose: 'Propose a change',
    rule: 'Rule',
    rulebook: 'Rulebook',
    source: 'Source',
    sources: 'Sources',
    to: 'To',
    validFrom: 'From',
    value: 'Value now',
    year: 'Year',
  },
})
