/** Words of demands that several pages say. */
import { texts } from '../../i18n/lang.ts'

export const words = texts({
  zh: {
    budget: '预算',
    deadlineShort: '截止',
    industry: '行业代码',
    noDeadline: '长期有效',
    responses: '应答',
    text: '需求内容',
  },
  en: {
    budget: 'Budget',
    deadlineShort: 'Until',
    industry: 'Industry code',
    noDeadline: 'No end date',
    responses: 'Answers',
    text: 'What is needed',
  },
})
