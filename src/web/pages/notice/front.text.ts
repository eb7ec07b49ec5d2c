import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    notices: '最新公示',
    allNotices: '全部公示',
    noNotices: '目前没有公示',
    noNoticesAbout: '挂牌、成交和收益分配都要依法公示，公示期内任何人可以提出异议。',
    daysLeft: '还剩{days}天',
    noticeOver: '已结束',
    noticePaused: '暂停',
  },
  en: {
    notices: 'Recent notices',
    allNotices: 'All notices',
    noNotices: 'No notice is running',
    noNoticesAbout: 'Listings, results and income plans must be publicly noticed; anybody may object while a notice runs.',
    daysLeft: '{days|day|days} left',
    noticeOver: 'Ended',
    noticePaused: 'paused',
  },
})
