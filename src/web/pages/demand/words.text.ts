/** Words of demands that several pages say. */
import { texts } from '../../i18n/lang.ts'

export const words = texts({
  zh: {
    budget: '预算',
    noDeadline: '长期有效',
    responses: '应答',
    text: '需求内容',
  },
  en: {
    budget: 'Budget',
    noDeadline: 'No end date',
    responses: 'Answers',
    text: 'What is needed',
  },
})
