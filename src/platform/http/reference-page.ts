/** A plain, script-free page that lists every operation, its access, fields and refusals. Frame and groups in both languages; the operations themselves are told in English. */
import type { Lang } from '#kernel/bilingual.ts'
import type { OpenAPIGenerator } from '@orpc/openapi'

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>

const escape = (text: unknown): string => String(text ?? '').replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

interface Operation {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly tag: string
  readonly input: unknown
  readonly output: unknown
}

const METHODS = ['get', 'post', 'put', 'delete'] as const

const operationsOf = (document: OpenApiDocument): readonly Operation[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = (item as Record<string, Record<string, unknown> | undefined>)[method]
      if (!operation) return []
      const content = (part: unknown) => (part as { content?: Record<string, { schema?: unknown }> } | undefined)?.content?.['application/json']?.schema
      const responses = operation['responses'] as Record<string, unknown> | undefined
      return [
        {
          method,
          path,
          summary: String(operation['summary'] ?? ''),
          tag: String((operation['tags'] as string[] | undefined)?.[0] ?? ''),
          input: content(operation['requestBody']) ?? operation['parameters'],
          output: content(responses?.['200']),
        },
      ]
    }),
  )

const block = (title: string, value: unknown): string =>
  value === undefined ? '' : `<details><summary>${title}</summary><pre>${escape(JSON.stringify(value, null, 2))}</pre></details>`

const WORDS = {
  zh: {
    html: 'zh-CN',
    title: '浙江拍开放接口',
    heading: '开放接口参考',
    about:
      '金额为以分为单位的十进制字符串；时刻为ISO 8601的UTC时间。写操作可带Idempotency-Key头（同一键同一内容得到同一答复）和Zhepai-Dry-Run: true（只检查不执行）。拒绝以RFC 9457问题详情给出：代码、参数、所依据的规则和中英文说明。涉及资金或权限的操作，会话须先出示第二因素（POST /api/auth/prove-factor），否则答复403 request.fresh_factor_needed；接口密钥有范围和期限，不能做这些操作。各操作的说明为英文。',
    input: '输入',
    answer: '返回',
    other: 'English',
  },
  en: { html: 'en', title: 'Zhepai API', heading: 'API reference', about: '', input: 'Input', answer: 'Answer', other: '中文' },
} as const

/** Groups as people call them; one without a name stands under its own. */
const GROUPS: Readonly<Record<string, string>> = {
  account: '账户',
  achievement: '成果',
  auction: '竞价',
  contract: '合同',
  demand: '需求',
  document: '文件',
  evidence: '证据',
  income: '收益分配',
  indicator: '指标',
  ledger: '资金',
  listing: '挂牌',
  notice: '公示',
  notification: '消息',
  party: '单位与人员',
  rulebook: '规则',
  title: '权属',
}

const row = (operation: Operation, { input, answer }: (typeof WORDS)[Lang]): string =>
  `<section><h3><code class="m">${operation.method.toUpperCase()}</code> <code>/api/v1${escape(operation.path)}</code></h3><p>${escape(operation.summary)}</p>${block(input, operation.input)}${block(answer, operation.output)}</section>`

const STYLE = `body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;color:#16222e;background:#faf8f3;margin:0 auto;max-width:64rem;padding:2rem 1rem}
a,summary{color:#1d6455}h1{font-size:1.6rem}h2{border-top:1px solid #d8d2c4;padding-top:1.5rem;margin-top:2.5rem}h3{font-size:1rem;margin-bottom:.2rem}section{margin:1.2rem 0}
code{background:#efeade;padding:.1em .35em;border-radius:4px;overflow-wrap:anywhere}.m{background:#2f6f62;color:#fff}pre{overflow:auto;background:#fff;border:1px solid #d8d2c4;padding:1rem;border-radius:6px}
@media(prefers-color-scheme:dark){body{background:#111a22;color:#e9e4d8}a,summary{color:#84cbb6}code{background:#22303c}pre{background:#0c141b;border-color:#33424f}h2{border-color:#33424f}}`

export const referencePage = (document: OpenApiDocument, lang: Lang): string => {
  const words = WORDS[lang]
  const groupName = (tag: string) => (lang === 'zh' && GROUPS[tag] ? `${GROUPS[tag]} ${tag}` : tag)
  const operations = operationsOf(document)
  const tags = [...new Set(operations.map((operation) => operation.tag))]
  const groups = tags.map(
    (tag) =>
      `<h2 id="${escape(tag)}">${escape(groupName(tag))}</h2>${operations
        .filter((operation) => operation.tag === tag)
        .map((operation) => row(operation, words))
        .join('')}`,
  )
  const index = tags.map((tag) => `<a href="#${escape(tag)}">${escape(groupName(tag))}</a>`).join(' · ')
  const other = lang === 'zh' ? 'en' : 'zh'
  return `<!doctype html><html lang="${words.html}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${words.title}</title><style>${STYLE}</style></head><body><p><a href="/${lang}">浙江拍 Zhepai</a> · <a href="?lang=${other}" hreflang="${WORDS[other].html}" lang="${WORDS[other].html}">${words.other}</a></p><h1>${words.heading}</h1><p>${words.about || escape(document.info.description)}</p><p><a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI ${escape(document.openapi)})</p><nav>${index}</nav>${groups.join('')}</body></html>`
}
