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
  account: { zh: '账户、会话与安全日志', en: 'Account, sessions and security log' },
  person: { zh: '姓名、角色与收款账户', en: 'Name, roles and payout account' },
  achievements: { zh: '披露或完成的成果', en: 'Achievements disclosed or completed' },
} as const

const LAW = {
  zh: '依据个人信息保护法第四十五条提供的个人信息副本。index.json 列出每个文件和各栏的中英文名称。',
  en: 'A copy of personal data under art. 45 of the Personal Information Protection Law. index.json names each file and its columns in both languages.',
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

type Part = Awaited<ReturnType<Api['account']['ownData']>>['parts'][number]

const cellOf = (value: unknown): string => (value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value))
/** Table programs would run what begins like a formula; strangers have written some of it. */
const harmless = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text)
const quoted = (text: string): string => `"${harmless(text).replaceAll('"', '""')}"`

/** Headed by the names of the columns in both languages. */
const csvOf = ({ fields, rows }: Part): string => {
  const columns = Object.keys(fields)
  const head = columns.map((column) => quoted(`${fields[column]?.zh ?? column} / ${fields[column]?.en ?? column}`))
  const lines = rows.map((row) => columns.map((column) => quoted(cellOf(row[column]))))
  return `\uFEFF${[head, ...lines].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

const tableOf = ({ fields, rows, isComplete }: Part, lang: Lang): string => {
  if (rows.length === 0) return '—'
  const columns = Object.keys(fields)
  const head = columns.map((column) => `<th scope="col">${escaped(fields[column]?.[lang] ?? column)}</th>`).join('')
  const body = rows.map((row) => `<tr>${columns.map((column) => `<td>${htmlOf(row[column] ?? null)}</td>`).join('')}</tr>`).join('')
  return `<table><tr>${head}</tr>${body}</table>${isComplete ? '' : '…'}`
}

interface Named {
  readonly name: keyof typeof TITLES
  readonly value: unknown
}

const readable = ({ lang, at }: Asked, named: readonly Named[], parts: readonly Part[]): string =>
  `<!doctype html><html lang="${lang === 'zh' ? 'zh-CN' : 'en'}"><meta charset="utf-8"><title>Zhepai</title><style>${STYLE}</style>
<h1>${lang === 'zh' ? '我的个人信息' : 'My personal data'}</h1><p>${LAW[lang]}</p><p>${at}</p>
${named.map(({ name, value }) => `<h2>${TITLES[name][lang]}</h2>${htmlOf(value)}`).join('\n')}
${parts.map((part) => `<h2>${escaped(part.title[lang])}</h2>${tableOf(part, lang)}`).join('\n')}</html>\n`

interface Asked {
  readonly lang: Lang
  /** ISO 8601. */
  readonly at: string
}

/** Refused by the first of the operations where no second factor was shown a short while ago. */
export const ownDataFile = async (api: Api, asked: Asked): Promise<Uint8Array> => {
  const { parts, drafts: _inParts, noticesRead: _asWell, ...account } = await api.account.ownData({})
  const named: readonly Named[] = [
    { name: 'account', value: account },
    { name: 'person', value: await api.party.me({}) },
    { name: 'achievements', value: await allOf((page) => api.achievement.mine(page)) },
  ]
  const index = [
    ...named.map(({ name }) => ({ files: [`${name}.json`], title: TITLES[name] })),
    ...parts.map(({ name, title, fields, isComplete }) => ({ files: [`${name}.json`, `${name}.csv`], title, fields, isComplete })),
  ]
  const files = [
    ['index.html', readable(asked, named, parts)],
    ['index.json', pretty(index)],
    ...named.map(({ name, value }) => [`${name}.json`, pretty(value)] as const),
    ...parts.flatMap((part) => [[`${part.name}.json`, pretty(part.rows)] as const, [`${part.name}.csv`, csvOf(part)] as const]),
  ] as const
  return zipSync(Object.fromEntries(files.map(([name, text]) => [name, strToU8(text)])), { mtime: asked.at })
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
