import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '合作各方对申请专利的意见',
    about:
      '合作开发的当事人一方不同意申请专利的，其他各方不得申请（民法典第860条第三款）：异议撤回以前，专利申请权、专利申请不能转让。一方声明放弃其共有的专利申请权的，由其他各方申请；取得专利权的，放弃方可以免费实施（第二款）。合同另有约定的，从其约定。',
    granted: '专利已经授权，以下为授权以前的记录。',
    agrees: '没有异议',
    objects: '不同意申请专利（{date}）：{reason}',
    gaveUp: '已放弃共有的专利申请权（{date}），可以免费实施',
    object: '不同意申请专利',
    objectAbout: '本单位是合作研发的一方。提出后，其他各方不得申请专利，专利申请权、专利申请不能在本市场转让，直至本单位撤回。',
    reason: '理由',
    objectConfirm: '提出异议',
    withdraw: '撤回异议',
    withdrawAbout: '撤回后，专利申请权、专利申请可以转让。',
    withdrawConfirm: '确认撤回',
    giveUp: '放弃共有的专利申请权',
    giveUpAbout:
      '放弃后不能收回：由其他各方申请专利，本单位的份额按份额归其他权利人，本单位不再享有优先受让权；申请人取得专利权的，本单位可以免费实施（登记为权利负担）。合同另有约定的，不要在此办理。',
    note: '依据（可选），例：董事会决议',
    giveUpConfirm: '确认放弃',
  },
  en: {
    title: 'What the parties say of an application',
    about:
      'Where a party of a joint development does not agree to a patent application the others may not apply (Civil Code art. 860 para. 3): until it takes that back, the right to apply and the application are not assigned. Who gives up its part leaves the application to the others and works a patent that is granted free of charge (para. 2). What the parties agreed otherwise prevails.',
    granted: 'The patent is granted; this is what was said before.',
    agrees: 'no objection',
    objects: 'does not agree to an application ({date}): {reason}',
    gaveUp: 'gave up its part in the right to apply ({date}); may work it free of charge',
    object: 'Do not agree to an application',
    objectAbout:
      'Your organisation developed it too. From now on the others may not apply, and neither the right to apply nor the application is assigned on this market, until you take it back.',
    reason: 'Reason',
    objectConfirm: 'Object',
    withdraw: 'Take the objection back',
    withdrawAbout: 'The right to apply and the application may then be assigned.',
    withdrawConfirm: 'Take it back',
    giveUp: 'Give up your part in the right to apply',
    giveUpAbout:
      'For good: the others apply, your share goes to the other holders by their shares, and you have no first refusal any more; you work a patent that is granted free of charge, which is put on record as a burden. Where your contract says otherwise, do not use this.',
    note: 'By what (optional), such as a resolution of the board',
    giveUpConfirm: 'Give it up',
  },
})
