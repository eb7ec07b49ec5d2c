import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    relation: '受让方与成果完成人的关系',
    section: '协议定价',
    about: '价格由转让方与受让方商定，不竞价、不报名；公示期内任何人可以提出异议。',
    intended: '拟交易价格',
    transferee: '拟受让方',
    confirmedState: '受让方确认',
    confirmed: '已确认',
    unconfirmed: '待确认',
    closes: '公示截止',
    seeNotice: '查看公示、提出异议',
    stepNotice: '协议定价公示',
    confirm: '确认协议价格',
    confirmDo: '确认，可以公示',
    confirmAbout: '确认后，本单位名称、价格和关系声明将公示不少于十五日；期满无异议的，双方按此价格确认成交并签约。',
    decline: '不接受',
    declineDo: '不接受，退回转让方',
    declineAbout:
      '本次协议不成立，任何一方不因此承担义务，不公示；标的退回转让方，转让方可以另行商定后再次提交，或者撤回。因行使优先受让权受让的，由转让方撤销该轮征询，再转让须重新征询。',
    declineReason: '理由',
    waiting: '受让方确认后由市场发布公示。',
  },
  en: {
    relation: 'Relation of the transferee to the completers',
    section: 'Negotiated price',
    about: 'Transferor and transferee have agreed on the price: nobody bids or registers. Anybody may object while the notice runs.',
    intended: 'Intended price',
    transferee: 'Intended transferee',
    confirmedState: 'Confirmed by the transferee',
    confirmed: 'yes',
    unconfirmed: 'not yet',
    closes: 'Notice ends',
    seeNotice: 'Open the notice, object',
    stepNotice: 'Notice of the negotiated price',
    confirm: 'Confirm the negotiated price',
    confirmDo: 'Confirm, it may be published',
    confirmAbout:
      'Your organisation, the price and the declared relation are then published for fifteen days or more; without an objection that stands, both sides confirm the sale at this price and sign.',
    decline: 'Decline',
    declineDo: 'Decline, back to the transferor',
    declineAbout:
      'There is no agreement then, nobody owes anything and nothing is published. The lot goes back to the transferor, who may submit other terms or withdraw it. Where you buy by first refusal, the transferor cancels that round and has to ask again before any sale.',
    declineReason: 'Reason',
    waiting: 'Once the transferee has confirmed, the market publishes the notice.',
  },
})
