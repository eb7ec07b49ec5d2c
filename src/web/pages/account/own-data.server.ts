/** A copy of what the market keeps of a person (PIPL art. 45): gathered through the operations that the person may call, so that nobody gets more. */
import { strToU8, zipSync } from 'fflate'
import type { Lang } from '#kernel/bilingual.ts'
import type { Api } from '../../contract.ts'

const PAGE = 100
/** Of one list; who has more is told so in the file. */
const MOST_PAGES = 50

interface PageOf<Item> {
  readonly items: readonly Item[]
  readonly nextCursor: string | null
}

const allOf = async <Item>(read: (page: { readonly limit: number; readonly cursor?: string }) => Promise<PageOf<Item>>) => {
  const items: Item[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const got = await read({ limit: PAGE, ...(cursor === undefined ? {} : { cursor }) })
    items.push(...got.items)
    if (got.nextCursor === null) return { items, isComplete: true }
    cursor = got.nextCursor
  }
  return { items, isComplete: false }
}

const TITLES = {
  account: { zh: '账户、草稿、会话与安全日志', en: 'Account, drafts, sessions and security log' },
  person: { zh: '姓名、角色与收款账户', en: 'Name, roles and payout account' },
  achievements: { zh: '披露或完成的成果', en: 'Achievements disclosed or completed' },
  income: { zh: '收益分配', en: 'Income from conversions' },
  messages: { zh: '消息', en: 'Messages' },
  complaints: { zh: '投诉举报', en: 'Complaints' },
} as const

const LAW = {
  zh: '依据个人信息保护法第四十五条提供的个人信息副本。代表单位办理的报名、出价、合同属于单位档案，在单位的工作台查看和导出。',
  en: 'A copy of personal data under art. 45 of the Personal Information Protection Law. Applications, bids and contracts made for an organisation are its records, on its desk.',
} as const

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const htmlOf = (value: unknown): string => {
  if (value === null || value === '') return '—'
  if (Array.isArray(value)) return value.length === 0 ? '—' : `<ol>${value.map((item) => `<li>${htmlOf(item)}</li>`).join('')}</ol>`
  if (typeof value !== 'object') return escaped(String(value))
  const rows = Object.entries(value).map(([name, member]) => `<tr><th scope="row">${escaped(name)}</th><td>${htmlOf(member)}</td></tr>`)
  return `<table>${rows.join('')}</table>`
}

const STYLE =
  'body{font:16px/1.6 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:2px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}'

const readable = (lang: Lang, at: string, parts: readonly (readonly [keyof typeof TITLES, unknown])[]): string =>
  `<!doctype html><html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><title>Zhepai</title><style>${STYLE}</style>
<h1>${lang === 'zh' ? '我的个人信息' : 'My personal data'}</h1><p>${LAW[lang]}</p><p>${at}</p>
${parts.map(([name, value]) => `<h2>${TITLES[name][lang]}</h2>${htmlOf(value)}`).join('\n')}</html>\n`

interface Asked {
  readonly lang: Lang
  /** ISO 8601. */
  readonly at: string
}

/** Refused by the first of the operations where no second factor was shown a short while ago. */
export const ownDataFile = async (api: Api, { lang, at }: Asked): Promise<Uint8Array> => {
  const account = await api.account.ownData({})
  const complaints = await allOf((page) => api.complaint.mine(page))
  const parts = [
    ['account', account],
    ['person', await api.party.me({})],
    ['achievements', await allOf((page) => api.achievement.mine(page))],
    ['income', await api.income.myIncome({})],
    ['messages', await allOf((page) => api.notification.inbox(page))],
    ['complaints', await Promise.all(complaints.items.map(({ id }) => api.complaint.get({ id })))],
  ] as const
  const files = [
    ['index.html', readable(lang, at, parts)],
    ...parts.map(([name, value]) => [`${name}.json`, `${JSON.stringify(value, null, 2)}\n`] as const),
  ] as const
  return zipSync(Object.fromEntries(files.map(([name, text]) => [name, strToU8(text)])), { mtime: at })
}
