import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    fields: '按领域找成果',
    institutions: '按单位找成果',
    newAchievements: '新入库成果',
    allAchievements: '全部成果',
    noAchievements: '还没有入库成果',
    noAchievementsAbout: '科研人员披露成果，本单位评估批准后，成果会出现在这里。',
  },
  en: {
    fields: 'Technologies by field',
    institutions: 'Technologies by institution',
    newAchievements: 'New technologies',
    allAchievements: 'All technologies',
    noAchievements: 'The catalogue is still empty',
    noAchievementsAbout: 'When researchers disclose a result and their institution approves it, it appears here.',
  },
})
