import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '公示',
    lead: '竞价公告、交易结果、收益分配和协议定价依法公示。任何登录用户都可以提出异议；异议处理期间计时暂停。',
    kind: '类别',
    search: '标题关键词',
    name: '公示事项',
    owner: '公示单位',
    ends: '截止',
    left: '还剩{days}',
    paused: '计时暂停',
    opened: '发布',
    empty: '没有符合条件的公示',
    emptyHint: '标的经审核、竞价成交或收益分配方案提出后，公示会出现在这里。',
    all: '全部公示',
  },
  en: {
    title: 'Public notices',
    lead: 'Sales, results, income distributions and negotiated prices are published as the law requires. Whoever is signed in may object; while an objection is examined the clock stands still.',
    kind: 'Kind',
    search: 'Words of the title',
    name: 'Notice',
    owner: 'Published for',
    ends: 'Ends',
    left: '{days} left',
    paused: 'clock stopped',
    opened: 'Published',
    empty: 'No notice fits',
    emptyHint: 'When a lot has passed its checks, a lot has been won or an income plan is proposed, its notice appears here.',
    all: 'All notices',
  },
})
