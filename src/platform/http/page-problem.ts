/** What a person sees when the pages cannot answer at all: both languages, no script, no style. */
import type { FastifyReply } from 'fastify'
import type { Wording } from './refusals.ts'

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

export interface PageProblem {
  readonly status: number
  readonly code: string
  readonly params?: Readonly<Record<string, string>>
}

export const sendPageProblem = (reply: FastifyReply, wording: Wording, { status, code, params = {} }: PageProblem) => {
  const { zh, en } = wording.of(code, params)
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
    .send(
      `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${status} · 浙江拍 Zhepai</title></head><body><h1>${status}</h1><p>${escape(zh)}</p><p lang="en">${escape(en)}</p><p><a href="/zh">首页</a> · <a href="/en" lang="en">Front page</a></p></body></html>`,
    )
}
