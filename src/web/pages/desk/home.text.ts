import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '工作台',
    waiting: '待我办理',
    hello: '{name}，您好',
    joined: '您已加入{organisation}，身份：{roles}。您可以办理的事项见导航，待办列在下方。',
    watching: '进行中',
    watchingAbout: '等待他人办理，或者到时自动进入下一步。',
    next: '下一步：{who}',
    until: '至 {time}',
    figures: '概览',
    items: '项',
  },
  en: {
    title: 'Desk',
    waiting: 'Waiting for me',
    hello: 'Good day, {name}',
    joined: 'You have joined {organisation} as: {roles}. What you can do is in the navigation; what waits for you stands below.',
    watching: 'Under way',
    watchingAbout: 'Somebody else acts next, or time does.',
    next: 'Next: {who}',
    until: 'until {time}',
    figures: 'At a glance',
    items: '',
  },
})
