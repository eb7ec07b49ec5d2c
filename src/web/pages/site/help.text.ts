import { recoverPage, registerPage } from '../account/addresses.ts'
import { achievementsPage, disclosuresPage } from '../achievement/addresses.ts'
import { demandsPage } from '../demand/addresses.ts'
import { verifyPage } from '../evidence/addresses.ts'
import { noticesPage } from '../notice/addresses.ts'
import { calendarPage, rulesPage } from '../rulebook/addresses.ts'
import { tradingIn, tradingPage } from '../trading/addresses.ts'
import type { BothProse } from './prose.tsx'
import { complaintsPage } from './addresses.ts'

export const help: BothProse = {
  zh: {
    title: '使用帮助',
    lead: '从找技术、报名竞买，到披露成果、提出异议和核验记录，各需几步。',
    parts: [
      {
        heading: '找技术',
        lines: ['在顶部搜索框输入技术、领域、单位或标的编号；在成果库里按领域、成熟度、转化方式筛选。没有合适的，就发布需求。'],
        links: [
          { to: achievementsPage(), label: '成果库' },
          { to: demandsPage(), label: '需求大厅' },
        ],
      },
      {
        heading: '报名竞买',
        lines: [
          '1. 注册账户，登记企业，经市场核验。境外单位目前不能登记和报名：向境外转让或许可技术属于技术出口，限制出口的须先取得许可（技术进出口管理条例第三十条、第三十三条），本市场的出口核查尚未启用。',
          '2. 在公告期内打开标的，接受竞买承诺并提交报名。',
          '3. 资格通过后，按付款编号把保证金转入市场监管账户；到账后取得竞买号。',
          '4. 开拍后在标的页出价。出价一经接受即生效，不得撤回。',
          '5. 竞得后，成交公示期满，双方确认成交、订立合同；保证金抵作价款。未竞得的，保证金按规则退还。',
        ],
        links: [
          { to: registerPage(), label: '企业注册' },
          { to: tradingIn('registering'), label: '正在报名的标的' },
          { to: tradingPage(), label: '交易大厅' },
        ],
      },
      {
        heading: '披露和挂牌成果',
        lines: [
          '科研人员在工作台披露成果，其他完成人确认各自比例；技术转移机构评估，另一人批准后入库。之后由机构征询优先受让权、发起挂牌，市场核验权属、价格和内容后公告。',
        ],
        links: [{ to: disclosuresPage(), label: '我的成果' }],
      },
      {
        heading: '看懂期限',
        lines: ['页面上的截止日期由规则库按工作日历算出，点“为什么是这一天？”可看到规则与出处。时间均为北京时间。'],
        links: [
          { to: rulesPage(), label: '规则库' },
          { to: calendarPage(), label: '工作日历' },
        ],
      },
      {
        heading: '提出异议',
        lines: ['公示期内，登录后在公示页填写异议并附证据。市场在规定期限内答复，答复写入记录。'],
        links: [{ to: noticesPage(), label: '公示' }],
      },
      {
        heading: '投诉举报',
        lines: ['对信息、交易、用户、款项、个人信息或服务有意见，登录后提交投诉，按编号限期答复；也可以用页脚的电话或邮箱。'],
        links: [{ to: complaintsPage(), label: '投诉举报' }],
      },
      {
        heading: '核验记录',
        lines: ['凡带“可验证”标记的事实，都能下载证明文件，在核验页或离线用核验程序检查。'],
        links: [{ to: verifyPage(), label: '核验' }],
      },
      {
        heading: '登录不了',
        lines: ['忘记密码可用邮箱重设。丢失第二因素的，由管理员核实后清除。连续输错密码会要求等待，等待时间越来越长。'],
        links: [{ to: recoverPage(), label: '重设密码' }],
      },
    ],
  },
  en: {
    title: 'Help',
    lead: 'How to find a technology, bid, disclose a result, object to a notice and verify a record.',
    parts: [
      {
        heading: 'Find a technology',
        lines: [
          'Type a technology, field, owner or lot number into the search on top, or filter the catalogue by field, maturity and way of transfer. If nothing fits, post what you need.',
        ],
        links: [
          { to: achievementsPage(), label: 'Technologies' },
          { to: demandsPage(), label: 'Demands' },
        ],
      },
      {
        heading: 'Bid',
        lines: [
          '1. Make an account and register your enterprise; the market verifies it. Parties abroad cannot register or apply yet: assigning or licensing technology to them is an export, which may need a permit first (Regulations on Technology Import and Export art. 30, 33), and this market does not screen exports yet.',
          '2. While the notice runs, open the lot, accept the bidder’s undertaking and apply.',
          '3. Once qualified, transfer the deposit to the market’s supervised account with the payment reference; when it has arrived you get a bidder number.',
          '4. Bid on the page of the lot when it has opened. An accepted bid is binding and cannot be taken back.',
          '5. If you win: when the notice of the result has run, both sides confirm the sale and make the contract, and the deposit counts towards the price. If you do not, it is given back by the rules.',
        ],
        links: [
          { to: registerPage(), label: 'Register an enterprise' },
          { to: tradingIn('registering'), label: 'Open for registration' },
          { to: tradingPage(), label: 'Trading hall' },
        ],
      },
      {
        heading: 'Disclose and offer a result',
        lines: [
          'Researchers disclose on their desk and the other makers confirm their shares; the transfer office assesses, another person approves, and the result is catalogued. The office then asks the makers about their right of first refusal and puts the result on offer; the market checks title, price and content before it announces the lot.',
        ],
        links: [{ to: disclosuresPage(), label: 'My achievements' }],
      },
      {
        heading: 'Understand a date',
        lines: [
          'Deadlines are computed from the rulebook and the calendar of working days; “Why this date?” shows the rule and its source. All times are Beijing time.',
        ],
        links: [
          { to: rulesPage(), label: 'Rulebook' },
          { to: calendarPage(), label: 'Calendar' },
        ],
      },
      {
        heading: 'Object',
        lines: [
          'While a notice runs, log in, write your objection on its page and attach what proves it. The market answers within the period of the rules, and the answer is on record.',
        ],
        links: [{ to: noticesPage(), label: 'Notices' }],
      },
      {
        heading: 'Complain',
        lines: [
          'About content, a sale, a user, payments, personal data or our service: log in and complain; you get a number and an answer in time. Or use the telephone or e-mail in the footer.',
        ],
        links: [{ to: complaintsPage(), label: 'Complaints' }],
      },
      {
        heading: 'Verify',
        lines: ['Every fact with the mark “Verifiable” has a proof that can be saved and checked on the verification page or offline with the verifier.'],
        links: [{ to: verifyPage(), label: 'Verify' }],
      },
      {
        heading: 'Cannot log in',
        lines: [
          'A forgotten password is set anew by e-mail. A lost second factor is cleared by an administrator who has made sure of you. After wrong passwords you have to wait, each time longer.',
        ],
        links: [{ to: recoverPage(), label: 'Set a new password' }],
      },
    ],
  },
}
