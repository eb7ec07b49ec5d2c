/** Asks the account service from an action, so that log-in works before JavaScript; its answers become refusals a form can show. */
import type { RouterContextProvider } from 'react-router'
import { formatDuration } from '../i18n/dates.ts'
import type { FormValues } from './form-reader.ts'
import type { CommandOutcome, ShownRefusal } from './outcome.ts'
import { appContext } from './context.ts'
import { accountProblems, otherProblem } from './account-problems.ts'

export type AccountAnswer =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>>; readonly cookies: Headers }
  | { readonly ok: false; readonly refusal: ShownRefusal }

/** What the service must know of the visitor: session, address for its limits, program for the list of sessions. */
const FORWARDED = ['cookie', 'origin', 'user-agent', 'x-client-ip', 'x-forwarded-proto', 'accept-language']

const refusalOf = (code: string, params: ShownRefusal['params'] = {}): ShownRefusal => {
  const problem = accountProblems[code] ?? otherProblem
  return {
    code: `account.${code.toLowerCase()}`,
    params,
    ...(problem.field ? { field: problem.field } : {}),
    text: problem.text,
    issues: problem.field ? [{ field: problem.field, text: problem.text }] : [],
  }
}

const tooMany = (seconds: number): ShownRefusal => {
  const refusal = refusalOf('TOO_MANY')
  const wait = (lang: 'zh' | 'en') => formatDuration(seconds * 1000, lang)
  const text = { zh: refusal.text.zh.replace('{wait}', wait('zh')), en: refusal.text.en.replace('{wait}', wait('en')) }
  return { ...refusal, params: { seconds }, text, issues: [] }
}

interface AccountCall {
  readonly context: Readonly<Pick<RouterContextProvider, 'get'>>
  readonly request: Request
  /** Under `/api/auth/`. */
  readonly path: string
  /** A POST when present. */
  readonly body?: Readonly<Record<string, unknown>>
}

export const askAccounts = async ({ context, request, path, body }: AccountCall): Promise<AccountAnswer> => {
  const headers = new Headers(body ? { 'content-type': 'application/json' } : {})
  for (const name of FORWARDED) {
    const value = request.headers.get(name)
    if (value !== null) headers.set(name, value)
  }
  const url = new URL(`/api/auth/${path}`, request.url)
  const response = await context
    .get(appContext)
    .auth(new Request(url, { method: body ? 'POST' : 'GET', headers, ...(body ? { body: JSON.stringify(body) } : {}) }))
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) {
    const cookies = new Headers()
    for (const cookie of response.headers.getSetCookie()) cookies.append('set-cookie', cookie)
    return { ok: true, body: Array.isArray(answer) ? { items: answer } : ((answer ?? {}) as Readonly<Record<string, unknown>>), cookies }
  }
  const { code, by, seconds } = (answer ?? {}) as { readonly code?: unknown; readonly by?: unknown; readonly seconds?: unknown }
  if (code === 'TOO_MANY') return { ok: false, refusal: tooMany(Number(seconds) || 60) }
  return { ok: false, refusal: refusalOf(typeof code === 'string' ? code : 'UNKNOWN', typeof by === 'string' ? { by } : {}) }
}

const NOT_PROVED = {
  code: { zh: '验证码不正确、已过期或已用过。', en: 'The code is wrong, has expired or was used.' },
  password: { zh: '密码不正确。', en: 'The password is wrong.' },
}

/** Shows the second factor that a form brings along, before its act. Null when there is none to show or it was right; else the form asks again. */
export const proveFactor = async ({
  context,
  request,
  form,
}: Pick<AccountCall, 'context' | 'request'> & { readonly form: FormData }): Promise<ShownRefusal | null> => {
  const secret = form.get('proofSecret')
  if (typeof secret !== 'string' || secret === '') return null
  const answer = await askAccounts({ context, request, path: 'prove-factor', body: { secret } })
  if (answer.ok) return null
  const by = form.get('proofBy') === 'code' ? 'code' : 'password'
  const text = answer.refusal.code === 'account.too_many' ? answer.refusal.text : NOT_PROVED[by]
  return { code: 'request.fresh_factor_needed', params: { by }, field: 'proofSecret', text, issues: [{ field: 'proofSecret', text }] }
}

export const refusedOutcome = (intent: string, refusal: ShownRefusal, values: FormValues): CommandOutcome<never> => ({ ok: false, intent, refusal, values })

/** Only paths of this site: `//host` and `/\host` would leave it. */
