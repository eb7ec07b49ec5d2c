import { rulesPage } from '../rulebook/addresses.ts'
import { verifyPage } from '../evidence/addresses.ts'
import { helpPage } from './addresses.ts'
import type { BothProse } from './prose.tsx'

export const about: BothProse = {
  zh: {
    title: '关于本市场',
    lead: '浙江拍是公开、可核验的技术交易市场：科技成果在这里披露、挂牌、竞价、签约、付款，收益再分给完成人。',
    parts: [
      {
        heading: '可以做什么',
        lines: [
          '科研人员和技术转移机构：披露职务科技成果，评估入库，确权后挂牌转让或许可。',
          '企业：查找技术，发布需求，报名竞买，在线签订技术合同并通过监管账户付款。',
          '任何人：查看成果、标的、公示、成交和指标，核验市场记录；登录后可在公示期内提出异议。',
        ],
        links: [{ to: helpPage(), label: '怎样使用' }],
      },
      {
        heading: '凭什么相信',
        lines: [
          '每一步都写入只能追加的证据日志。日志按时签署检查点，任何人都可以下载证明，不联网核验。',
          '期限、比例和程序写在规则库里，逐条注明出处；标的公告时适用的规则固定下来，之后的变更不影响它。',
          '竞价结束之前，任何人（包括工作人员）都看不到竞买号背后的单位。',
        ],
        links: [
          { to: verifyPage(), label: '核验记录' },
          { to: rulesPage(), label: '规则库' },
        ],
      },
      {
        heading: '软件',
        lines: ['本市场由开源软件运行，采用Apache-2.0许可。程序自己存什么、做什么，见隐私说明与使用条款。'],
      },
    ],
  },
  en: {
    title: 'About this market',
    lead: 'Zhepai is an open, verifiable technology market: research results are disclosed, put on offer, bid for, contracted and paid here, and their makers get their share.',
    parts: [
      {
        heading: 'What can be done here',
        lines: [
          'Researchers and transfer offices disclose results, have them assessed and catalogued, and put them on offer for assignment or licence.',
          'Enterprises find technologies, post what they need, register to bid, sign the technology contract online and pay through a supervised account.',
          'Anybody sees technologies, lots, notices, deals and figures and can verify the market’s records; who is logged in may object while a notice runs.',
        ],
        links: [{ to: helpPage(), label: 'How to use it' }],
      },
      {
        heading: 'Why it can be trusted',
        lines: [
          'Every step is written to an append-only evidence log with signed checkpoints; anybody can save a proof and check it offline.',
          'Periods, rates and procedures stand in a rulebook, each with its source. What applies to a lot is fixed when it is announced; later changes do not touch it.',
          'Until bidding has ended nobody, staff included, sees which organisation stands behind a bidder number.',
        ],
        links: [
          { to: verifyPage(), label: 'Verify records' },
          { to: rulesPage(), label: 'Rulebook' },
        ],
      },
      {
        heading: 'Software',
        lines: ['The market runs on open-source software under the Apache-2.0 licence. What the program stores and does is told under privacy and terms.'],
      },
    ],
  },
}
