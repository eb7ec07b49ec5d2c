/** Words of people and organisations that several pages say. */
import { texts } from '../../i18n/lang.ts'

export const words = texts({
  zh: {
    code: '统一社会信用代码',
    findButton: '查找',
    position: '职称或职务',
    refuse: '不通过',
    registered: '登记时间',
  },
  en: {
    code: 'Unified social credit code',
    findButton: 'Find',
    position: 'Title',
    refuse: 'Refuse',
    registered: 'Registered',
  },
})
