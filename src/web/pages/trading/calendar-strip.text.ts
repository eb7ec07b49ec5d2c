import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '天天拍',
    about: '未来14天的场次',
    today: '今天',
    opening: '{count}场开拍',
    goingOn: '{count}场延续',
    none: '无场次',
  },
  en: {
    title: 'Bidding calendar',
    about: 'The next 14 days',
    today: 'Today',
    opening: '{count} opening',
    goingOn: '{count} going on',
    none: 'none',
  },
})
