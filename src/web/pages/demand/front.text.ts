import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    openDemands: '企业需求',
    budget: '预算',
    allDemands: '全部需求',
    noDemands: '还没有公开的需求',
    noDemandsAbout: '企业发布的技术难题会出现在这里。',
  },
  en: {
    openDemands: 'Open demands',
    budget: 'Budget',
    allDemands: 'All demands',
    noDemands: 'There are no public demands yet',
    noDemandsAbout: 'Problems that companies want solved appear here.',
  },
})
