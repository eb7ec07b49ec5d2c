/** How refusals leave the house. Only here are status codes known. */
import { ORPCError } from '@orpc/server'
import type { RefusalBody } from '#contract/operation.ts'
import type { Bilingual } from '#kernel/bilingual.ts'
import type { Refusal, RefusalKind } from '#kernel/result.ts'
import { fillTemplate } from '#kernel/template.ts'
import type { Messages } from '#platform/command/module.ts'

type ErrorName = 'REFUSED' | 'NOT_FOUND' | 'UNAUTHORIZED' | 'FORBIDDEN' | 'CONFLICT' | 'TOO_MANY_REQUESTS' | 'SERVICE_UNAVAILABLE'
interface Answer {
  readonly name: ErrorName
  readonly status: number
}
const REFUSED: Answer = { name: 'REFUSED', status: 422 }
const ANSWER: Readonly<Record<RefusalKind, Answer>> = {
  notFound: { name: 'NOT_FOUND', status: 404 },
  unauthorized: { name: 'UNAUTHORIZED', status: 401 },
  forbidden: { name: 'FORBIDDEN', status: 403 },
  unproven: { name: 'FORBIDDEN', status: 403 },
  conflict: { name: 'CONFLICT', status: 409 },
  tooMany: { name: 'TOO_MANY_REQUESTS', status: 429 },
  unavailable: { name: 'SERVICE_UNAVAILABLE', status: 503 },
}

export const platformMessages: Messages = {
  zh: {
    'request.unauthorized': '请先登录。',
    'request.forbidden': '您的身份不能办理此事项。',
    'request.fresh_factor_needed': '为安全起见，请再次确认是您本人（{minutes}分钟内有效），然后继续。',
    'request.second_factor_missing': '您的职务须先开启两步验证或添加通行密钥，才能办理此事项。请到“账户与安全”设置。',
    'request.email_unverified': '请先确认您的邮箱：打开我们寄出的信件中的链接，或在“账户与安全”中重新寄送。',
    'request.key.forbidden': '此程序接口密钥无权办理：缺少权限，或此事项须由本人登录后办理。',
    'request.key_reused.conflict': '幂等键 {key} 已用于内容不同的请求，未作任何处理。',
    'request.not_found': '没有此记录，或您无权查看。',
    'request.invalid': '提交的内容不符合要求，请检查标出的字段。',
    'request.cursor_unreadable': '翻页标记无效，请从第一页重新开始。',
    'request.too_large': '提交的内容超过大小限制。',
    'request.cross_site': '请求来自其他网站，已拒绝。',
    'request.type_not_accepted': '不接受此类型的内容。',
    'request.method_not_allowed': '此地址不支持该请求方法。',
    'request.address_unreadable': '请求的地址无法识别。',
    'request.overloaded': '系统繁忙，请稍后再试。',
    'request.stopping': '系统正在重启，本次请求未处理，请稍后再试。',
    'request.unavailable': '数据库暂无应答，本次操作可能未生效。请稍后查看结果；重试时请使用同一幂等键，不会重复办理。',
    'request.clock_paused': '服务器时钟异常，竞价与到期事项已暂停，所占时间将予补足。请稍后再试。',
    'request.fault': '系统发生错误，编号 {reference}。未完成的操作没有生效。',
  },
  en: {
    'request.unauthorized': 'Please log in first.',
    'request.forbidden': 'Your role may not do this.',
    'request.fresh_factor_needed': 'For safety, confirm once more that it is you (this lasts {minutes} minutes), then go on.',
    'request.second_factor_missing': 'Your office needs two-step verification or a passkey before you may do this. Set it up under “Account and security”.',
    'request.email_unverified': 'Confirm your e-mail address first: open the link in our letter, or have it sent again under “Account and security”.',
    'request.key.forbidden': 'This API key may not do this: it lacks the scope, or a person has to log in for it.',
    'request.key_reused.conflict': 'The idempotency key {key} was used for a different request; nothing was done.',
    'request.not_found': 'There is no such record, or it is not yours to see.',
    'request.invalid': 'What was sent does not meet the requirements; see the fields marked.',
    'request.cursor_unreadable': 'The page marker cannot be read; start again from the first page.',
    'request.too_large': 'What was sent exceeds the size limit.',
    'request.cross_site': 'The request came from another site and was refused.',
    'request.type_not_accepted': 'Content of this type is not accepted.',
    'request.method_not_allowed': 'This address does not take that method.',
    'request.address_unreadable': 'The address of the request cannot be read.',
    'request.overloaded': 'The system is busy; please try again shortly.',
    'request.stopping': 'The system is restarting; this request was not processed. Please try again shortly.',
    'request.unavailable':
      'The database does not answer at the moment, and this may not have taken effect. Look again shortly; repeating with the same idempotency key acts only once.',
    'request.clock_paused':
      "The server's clock is wrong: bidding and what is due by time are paused, and the time lost will be given back. Please try again shortly.",
    'request.fault': 'Something went wrong on our side, reference {reference}. Nothing unfinished took effect.',
  },
  refusals: {
    notFound: ['request.not_found'],
    unauthorized: ['request.unauthorized'],
    forbidden: ['request.forbidden', 'request.key.forbidden'],
    unproven: ['request.fresh_factor_needed', 'request.second_factor_missing', 'request.email_unverified'],
    conflict: ['request.key_reused.conflict'],
    unavailable: ['request.unavailable', 'request.clock_paused'],
  },
}

export interface Wording {
  readonly of: (code: string, params?: Refusal['params']) => { readonly zh: string; readonly en: string }
  /** Null for a rule that says no. */
  readonly kindOf: (code: string) => RefusalKind | null
}

export const wordingFrom = (catalogues: readonly Messages[]): Wording => {
  const zh: Record<string, string> = Object.assign({}, ...catalogues.map((catalogue) => catalogue.zh))
  const en: Record<string, string> = Object.assign({}, ...catalogues.map((catalogue) => catalogue.en))
  const kinds = new Map(
    catalogues.flatMap(({ refusals = {} }) => Object.entries(refusals).flatMap(([kind, codes]) => codes.map((code) => [code, kind as RefusalKind] as const))),
  )
  return {
    of: (code, params = {}) => ({ zh: fillTemplate(zh[code] ?? code, params), en: fillTemplate(en[code] ?? code, params) }),
    kindOf: (code) => kinds.get(code) ?? null,
  }
}

export const refusalBody = (refusal: Refusal, wording: Wording): RefusalBody => ({
  code: refusal.code,
  params: { ...refusal.params },
  ...(refusal.field === undefined ? {} : { field: refusal.field }),
  ...(refusal.rule === undefined ? {} : { rule: { ...refusal.rule } }),
  text: wording.of(refusal.code, refusal.params),
})

/** Wire form of what does not come about: RFC 9457 problem details. */
export const problemBody = (refusal: Refusal, wording: Wording, status: number) => {
  const body = refusalBody(refusal, wording)
  return { type: 'about:blank', title: body.text.en, status, ...body }
}

const answerTo = (code: string, wording: Wording): Answer => {
  const kind = wording.kindOf(code)
  return kind === null ? REFUSED : ANSWER[kind]
}

export const statusOf = (code: string, wording: Wording): number => answerTo(code, wording).status

export const errorOf = (refusal: Refusal, wording: Wording) => {
  const { name, status } = answerTo(refusal.code, wording)
  const data = refusalBody(refusal, wording)
  return new ORPCError(name, { status, message: data.text.en, data })
}

interface Issue {
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[]
  readonly message: string
  /** For people, where the rule that refused has words for them. */
  readonly text?: Bilingual
}

/** Wire form of every error: RFC 9457 problem details. `reference` is where the log tells more of a fault. */
export const problemOf = (error: ORPCError<string, unknown>, wording: Wording, reference: string) => {
  if (error.code === 'BAD_REQUEST') {
    const issues = ((error.data as { issues?: readonly Issue[] } | undefined)?.issues ?? []).map((issue) => ({
      field: (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
      message: issue.message,
      ...(issue.text ? { text: issue.text } : {}),
    }))
    return {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      code: 'request.invalid',
      params: {},
      field: issues[0]?.field ?? '',
      issues,
      text: wording.of('request.invalid'),
    }
  }
  const data = error.data as RefusalBody | undefined
  if (data?.text) return { type: 'about:blank', title: error.message, status: error.status, ...data }
  return {
    type: 'about:blank',
    title: error.message,
    status: error.status,
    code: 'request.fault',
    params: { reference },
    text: wording.of('request.fault', { reference }),
  }
}
