import { rulesPage } from '../rulebook/addresses.ts'
import { privacyPage } from './addresses.ts'
import type { BothProse } from './prose.tsx'

export const terms: BothProse = {
  zh: {
    title: '使用条款',
    lead: '程序怎样对待参与交易的人。运营机构与您另订的协议、公布的交易规则，以其为准。',
    parts: [
      {
        heading: '账户与单位',
        lines: ['账户是个人的，不得转借；代表单位办事须经单位授权，由市场核验。用您的账户做出的行为记在您和您所代表的单位名下。'],
      },
      {
        heading: '有约束力的行为',
        lines: [
          '出价一经接受即生效，不得撤回；出价前页面会写明金额（含大写）并请您确认一次。',
          '报名时您接受竞买承诺。成交后拒不签约的，按规则处理保证金。',
          '确认成交、确认合同、验收、批准方案等行为，页面会先写明后果和金额；做出之后记入证据日志，不能删除。',
        ],
      },
      {
        heading: '规则从哪里来',
        lines: ['期限、比例和程序由规则库给出，分为法定的规定与作为默认值采用的通行做法，逐条注明出处。适用于一个标的的规则在公告时固定。'],
        links: [{ to: rulesPage(), label: '规则库' }],
      },
      {
        heading: '钱',
        lines: ['保证金与价款存入市场监管账户，由两人复核后划付；程序记账并与银行流水核对，本身不是支付机构。'],
      },
      {
        heading: '内容',
        lines: ['成果资料由权利人提供并负责其真实。市场在挂牌前核验权属、价格依据和内容，不对技术效果作担保。'],
      },
      {
        heading: '公开资料与接口',
        lines: ['公开页面与开放接口可以自由查阅，请勿以妨碍他人使用的频率访问。'],
        links: [{ to: privacyPage(), label: '隐私说明' }],
      },
    ],
  },
  en: {
    title: 'Terms',
    lead: 'How the program treats those who trade. Agreements you make with the operator, and the trading rules it publishes, come first.',
    parts: [
      {
        heading: 'Accounts and organisations',
        lines: [
          'An account belongs to one person and is not lent. Acting for an organisation takes its mandate, which the market verifies. What is done with your account counts as done by you and the organisation you act for.',
        ],
      },
      {
        heading: 'Acts that bind',
        lines: [
          'An accepted bid is binding and cannot be taken back; before it is placed the page shows the amount, in words too, and asks once.',
          'With your application you accept the bidder’s undertaking. If you win and do not sign, the rules decide about the deposit.',
          'Before a sale or a contract is confirmed, a delivery accepted or a plan approved, the page says what follows and how much. Afterwards it is in the evidence log and cannot be deleted.',
        ],
      },
      {
        heading: 'Where the rules come from',
        lines: [
          'Periods, rates and procedures stand in the rulebook: binding law, and common practice that is used as a default, each with its source. What applies to a lot is fixed when it is announced.',
        ],
        links: [{ to: rulesPage(), label: 'Rulebook' }],
      },
      {
        heading: 'Money',
        lines: [
          'Deposits and prices go to the market’s supervised account and are paid out by two people; the program keeps the books and compares them with the bank’s lines. It is no payment institution itself.',
        ],
      },
      {
        heading: 'Content',
        lines: [
          'Owners supply the records of their results and answer for their truth. Before a lot is announced the market checks title, price basis and content; it does not warrant how a technology performs.',
        ],
      },
      {
        heading: 'Public data and interface',
        lines: ['Public pages and the open interface may be read freely, though not at a pace that hinders others.'],
        links: [{ to: privacyPage(), label: 'Privacy' }],
      },
    ],
  },
}
