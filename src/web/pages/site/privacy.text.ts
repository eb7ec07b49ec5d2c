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
          '服务器日志记录请求，用来排查故障和防止滥用，保留期限由运营机构决定。',
        ],
      },
      {
        heading: '有账户时存什么',
        lines: [
          '姓名、邮箱、所属单位与角色；密码只存scrypt摘要，第二因素加密保存。',
          '登录会话及其网络地址和浏览器名称，您可以在“账户与安全”里查看并结束。',
          '安全日志：登录、改密等事件及其网络地址，保存{days}天，只有管理员可看。',
          '寄出的邮件正文在寄出后清除。',
        ],
      },
      {
        heading: '办事时存什么',
        lines: [
          '您在表单里填写的内容和上传的文件，按办理需要给有关单位和经办人看；保密部分只给本单位和完成人看。',
          '成果完成人的姓名在成果公开后公开。个人分得的收益只有本人和所在单位看得到，公开的只有合计数。',
          '竞价结束前只公开竞买号，不公开单位。',
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
        lines: ['查看和更正您的资料、停用账户，请联系运营机构。账户可以停用；法律要求保存的交易档案与证据日志不能删除。'],
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
          'The server’s log records requests, to find faults and prevent abuse; the operator decides how long it is kept.',
        ],
      },
      {
        heading: 'When you have an account',
        lines: [
          'Name, e-mail address, organisation and roles; of the password only its scrypt digest, second factors encrypted.',
          'Sessions with their network address and browser; under “Account and security” you see and end them.',
          'A security log of log-ins, changed passwords and the like with network addresses, kept for {days} days and read by administrators only.',
          'The text of a letter is erased once it was sent.',
        ],
      },
      {
        heading: 'When you do business',
        lines: [
          'What you enter in forms and the files you upload, shown to the organisations and officers who handle it; confidential parts only to your institution and the makers.',
          'The names of a result’s makers are public once the result is. What a person gets of the income is seen by that person and the institution only; the public sees totals.',
          'Until bidding has ended only bidder numbers are public, not organisations.',
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
          'To see or correct your data or to close your account, contact the operator. Accounts can be closed; records that the law requires and the evidence log cannot be deleted.',
        ],
      },
    ],
  },
}
