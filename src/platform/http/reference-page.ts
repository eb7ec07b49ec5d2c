/** A plain, script-free page that lists every operation, its access, fields and refusals. */
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

const row = (operation: Operation): string =>
  `<section><h3><code class="m">${operation.method.toUpperCase()}</code> <code>/api/v1${escape(operation.path)}</code></h3><p>${escape(operation.summary)}</p>${block('Input', operation.input)}${block('Answer', operation.output)}</section>`

const STYLE = `body{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;color:#16222e;background:#faf8f3;margin:0 auto;max-width:64rem;padding:2rem 1rem}
a,summary{color:#1d6455}h1{font-size:1.6rem}h2{border-top:1px solid #d8d2c4;padding-top:1.5rem;margin-top:2.5rem}h3{font-size:1rem;margin-bottom:.2rem}section{margin:1.2rem 0}
code{background:#efeade;padding:.1em .35em;border-radius:4px;overflow-wrap:anywhere}.m{background:#2f6f62;color:#fff}pre{overflow:auto;background:#fff;border:1px solid #d8d2c4;padding:1rem;border-radius:6px}
@media(prefers-color-scheme:dark){body{background:#111a22;color:#e9e4d8}a,summary{color:#84cbb6}code{background:#22303c}pre{background:#0c141b;border-color:#33424f}h2{border-color:#33424f}}`

export const referencePage = (document: OpenApiDocument): string => {
  const operations = operationsOf(document)
  const tags = [...new Set(operations.map((operation) => operation.tag))]
  const groups = tags.map(
    (tag) =>
      `<h2 id="${escape(tag)}">${escape(tag)}</h2>${operations
        .filter((operation) => operation.tag === tag)
        .map(row)
        .join('')}`,
  )
  const index = tags.map((tag) => `<a href="#${escape(tag)}">${escape(tag)}</a>`).join(' · ')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Zhepai API</title><style>${STYLE}</style></head><body><p><a href="/">浙江拍 Zhepai</a></p><h1>Zhepai API 接口参考</h1><p>${escape(document.info.description)}</p><p><a href="/api/v1/openapi.json">openapi.json</a> (OpenAPI ${escape(document.openapi)})</p><nav>${index}</nav>${groups.join('')}</body></html>`
}
