import { texts } from '../../i18n/lang.ts'

export const text = texts({
  zh: {
    title: '公开的技术交易市场',
    sentence: '科技成果在这里公开竞价、依法成交，每一步都可核验',
    about: '面向高校、院所、企业和服务机构的技术交易市场：披露、挂牌、公示、竞价、签约、付款到科研人员拿到奖励，全程在线、全程留证。',
    doors: '从这里开始',
    doorTechnology: '我有成果',
    doorTechnologyAbout: '披露成果、评估入库，挂牌转让或许可',
    doorNeed: '我有需求',
    doorNeedAbout: '查找技术、报名竞买、发布难题',
    doorCapital: '我带资金或服务',
    doorCapitalAbout: '看成交、看指标，寻找可以参与的项目',
    unfounded: '市场尚未建立',
    unfoundedAbout: '程序已在运行，但还没有市场主体和管理员。请运维人员用启动时终端显示的一次性代码建立市场，或在服务器上执行 zhepai found。',
    found: '建立市场',
  },
  en: {
    title: 'An open technology market',
    sentence: 'Research results, sold in public: every step can be checked',
    about:
      "A technology market for universities, institutes, companies and services: disclosure, listing, public notice, bidding, contract, payment and the inventors' share, all online and all on record.",
    doors: 'Start here',
    doorTechnology: 'I have a technology',
    doorTechnologyAbout: 'Disclose it, have it assessed, put it on offer for assignment or licence',
    doorNeed: 'I have a need',
    doorNeedAbout: 'Find technologies, apply for a lot, post a problem',
    doorCapital: 'I bring capital or services',
    doorCapitalAbout: 'Follow deals and figures and find projects to join',
    unfounded: 'This market is not founded yet',
    unfoundedAbout:
      'The program runs, but there is no organisation behind it and nobody to govern it. The operator founds it with the one-time code that the start printed, or by zhepai found on the server.',
    found: 'Found the market',
  },
})
