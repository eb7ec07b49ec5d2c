import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '场内出价授权',
    lead: '到会场参加竞价的，可以授权市场的场内出价员按您的举牌代为录入出价。',
    number: '我的竞买号',
    standing: '目前授权',
    given: '自 {at} 起有效',
    none: '未授权',
    statement: '授权声明',
    authorise: '授权场内出价',
    authoriseConfirm: '确认授权',
    authoriseAbout: '确认即以本单位名义作出上面的声明，记入证据日志；市场人员只看到竞买号。',
    revoke: '撤回授权',
    revokeConfirm: '确认撤回',
    revokeAbout: '撤回后场内不能再以此号出价；此前已被接受的出价仍然有效。',
  },
  en: {
    title: 'Bids from the hall',
    lead: 'If you take part in the hall, you may authorise the market’s floor clerk to enter what your paddle shows.',
    number: 'Your bidder number',
    standing: 'Authority now',
    given: 'In force since {at}',
    none: 'None',
    statement: 'Statement',
    authorise: 'Authorise bids from the hall',
    authoriseConfirm: 'Authorise',
    authoriseAbout:
      'By confirming you make the statement above in the name of your organisation; it goes on the evidence log, and the market’s hosts see the number only.',
    revoke: 'Revoke the authority',
    revokeConfirm: 'Revoke',
    revokeAbout: 'No more bids can be made under this number in the hall; those accepted before stand.',
  },
})
