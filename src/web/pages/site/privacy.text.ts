import { ownDataPage } from '../account/addresses.ts'
import type { BothProse } from './prose.tsx'

export const privacy: BothProse = {
  zh: {
    title: '隐私说明',
    lead: '这个程序存什么、谁看得到、存多久。运营机构另有隐私政策的，以其公布的为准。',
    parts: [
      {
        heading: '只是浏览',
        lines: [
          '不需要账户，不记录您看了什么。页面不加载任何第三方脚本、字体、图片或统计工具。',
          '只有记住语言和明暗的Cookie；登录后另有登录会话的Cookie。没有用于跟踪或广告的Cookie。',
          '服务器日志记录请求，用来排查故障和防止滥用，保留期限由运营机构决定。安全日志保存{days}天。',
        ],
      },
      {
        heading: '证据日志',
        lines: [
          '每一步都在只能追加的日志里留下一条。公开的事实公开其内容；非公开的事实只公开摘要（哈希值），从中读不出内容。',
          '已写入日志的记录不能删除或改写，更正以新的一条写入。因此请不要在公开栏目里填写不必要的个人信息。',
        ],
      },
      {
        heading: '您可以要求',
        lines: ['登录后在“我的个人信息”取得副本；更正、停用账户和删除在那里提出请求。法律要求保存的交易档案与证据日志不能删除。'],
        links: [{ to: ownDataPage(), label: '我的个人信息' }],
      },
    ],
  },
  en: {
    title: 'Privacy',
    lead: 'What this program stores, who sees it and for how long. Where the operator has published a policy of its own, that one counts.',
    parts: [
      {
        heading: 'When you only look',
        lines: [
          'You need no account, and nobody records what you read. Pages load no scripts, fonts, pictures or statistics of third parties.',
          'There are cookies that remember language and colour scheme, and one for the session once you log in. None tracks or advertises.',
          'The server’s log records requests, to find faults and prevent abuse; the operator decides how long it is kept. The security log is kept for {days} days.',
        ],
      },
      {
        heading: 'The evidence log',
        lines: [
          'Every step leaves an entry in an append-only log. Of public facts the content is public; of others only a digest (hash), from which nothing can be read.',
          'What is in the log can be neither deleted nor rewritten; a correction is a new entry. So please put no needless personal data into public fields.',
        ],
      },
      {
        heading: 'What you may ask for',
        lines: [
          'Log in and get a copy under “My personal data”; ask there for corrections, closing and erasure. Records that the law requires and the evidence log cannot be deleted.',
        ],
        links: [{ to: ownDataPage(), label: 'My personal data' }],
      },
    ],
  },
}
