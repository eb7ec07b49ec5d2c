/** What the forms of the security page ask the account service to do. */
import type { RouterContextProvider } from 'react-router'
import { encode } from 'uqr'
import type { CommandOutcome, ShownRefusal } from '../../shell/calls.ts'
import { askAccounts } from '../../shell/accounts.server.ts'

/** Of a second factor that begins: for the authenticator app, and for the day when it is lost. */
export interface Enrolment {
  readonly uri: string
  readonly secret: string
  /** Of the square code, rows of dark and light. */
  readonly modules: readonly (readonly boolean[])[]
  readonly backupCodes: readonly string[]
}

/** What is shown once after an act. */
export type SecurityDone = { readonly kind: 'password' | 'done' } | ({ readonly kind: 'totp' } & Enrolment) | { readonly kind: 'key'; readonly key: string }

/** `enrolment`: shown once, so a mistyped code must not take it away. */
export type SecurityOutcome = CommandOutcome<SecurityDone> & { readonly enrolment?: Enrolment }

interface SecurityAct {
  readonly context: Readonly<Pick<RouterContextProvider, 'get'>>
  readonly request: Request
  readonly intent: string
  readonly form: FormData
}

type Answer = { readonly ok: true; readonly done: SecurityDone; readonly cookies: Headers } | { readonly ok: false; readonly refusal: ShownRefusal }

const field = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()
const password = (form: FormData, name: string): string => String(form.get(name) ?? '')

type Step = (form: FormData) => { readonly path: string; readonly body: Readonly<Record<string, unknown>> }

const scopeIn = (form: FormData): string => {
  const [verb, module] = [field(form, 'scope') === 'write' ? 'write' : 'read', field(form, 'module')]
  return module === '' || module === 'all' ? verb : `${verb}:${module}`
}

const STEPS: Readonly<Record<string, Step>> = {
  password: (form) => ({
    path: 'change-password',
    body: { currentPassword: password(form, 'currentPassword'), newPassword: password(form, 'newPassword') },
  }),
  'totp-start': (form) => ({ path: 'two-factor/enable', body: { password: password(form, 'currentPassword') } }),
  'totp-verify': (form) => ({ path: 'two-factor/verify-totp', body: { code: field(form, 'code').replaceAll(' ', '') } }),
  'totp-off': (form) => ({ path: 'two-factor/disable', body: { password: password(form, 'currentPassword') } }),
  'passkey-remove': (form) => ({ path: 'passkey/delete-passkey', body: { id: field(form, 'id') } }),
  'key-add': (form) => ({ path: 'keys/create', body: { name: field(form, 'keyName'), days: Number(field(form, 'days')), scopes: [scopeIn(form)] } }),
  'key-remove': (form) => ({ path: 'api-key/delete', body: { keyId: field(form, 'id') } }),
}

const shown = (intent: string, body: Readonly<Record<string, unknown>>): SecurityDone => {
  if (intent === 'password') return { kind: 'password' }
  if (intent === 'key-add') return { kind: 'key', key: String(body['key'] ?? '') }
  if (intent !== 'totp-start') return { kind: 'done' }
  const codes = body['backupCodes']
  return { kind: 'totp', ...enrolmentOf(String(body['totpURI'] ?? ''), Array.isArray(codes) ? codes.map(String) : []) }
}

const enrolmentOf = (uri: string, backupCodes: readonly string[]): Enrolment => ({
  uri,
  secret: URL.canParse(uri) ? (new URL(uri).searchParams.get('secret') ?? '') : '',
  modules: encode(uri).data,
  backupCodes,
})

/** No address of an authenticator is longer; what came back is drawn again, whatever it is. */
const MAX_URI = 500

/** What the form of the code carries along. */
export const enrolmentIn = (form: FormData): Enrolment | null => {
  const uri = field(form, 'uri')
  if (!uri.startsWith('otpauth://totp/') || uri.length > MAX_URI) return null
  return enrolmentOf(uri, field(form, 'backupCodes').split(' ').filter(Boolean))
}

/** A session is ended by its token, which never goes to the page: found again here by its id. */
const endSession = async ({ context, request, form }: SecurityAct): Promise<Answer> => {
  const list = await askAccounts({ context, request, path: 'list-sessions' })
  if (!list.ok) return list
  const sessions = list.body['items'] as readonly { readonly id: string; readonly token: string }[] | undefined
  const token = sessions?.find(({ id }) => id === field(form, 'id'))?.token
  if (token === undefined) return { ok: true, done: { kind: 'done' }, cookies: new Headers() }
  const answer = await askAccounts({ context, request, path: 'revoke-session', body: { token } })
  return answer.ok ? { ok: true, done: { kind: 'done' }, cookies: answer.cookies } : answer
}

export const runSecurityAct = async (act: SecurityAct): Promise<Answer> => {
  if (act.intent === 'session-end') return endSession(act)
  const step = Object.hasOwn(STEPS, act.intent) ? STEPS[act.intent] : undefined
  if (!step) throw new Response(null, { status: 400 })
  const answer = await askAccounts({ context: act.context, request: act.request, ...step(act.form) })
  return answer.ok ? { ok: true, done: shown(act.intent, answer.body), cookies: answer.cookies } : answer
}
