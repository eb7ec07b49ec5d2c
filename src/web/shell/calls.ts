/** How loaders read and actions write. Runs on the server only. */
import { ORPCError } from '@orpc/client'
import type { RefusalBody } from '#contract/operation.ts'
import type { Role } from '#kernel/actor.ts'
import type { Instant } from '#kernel/instant.ts'
import { data, redirect, type RouterContextProvider } from 'react-router'
import { langOfPath, localPath } from '../i18n/lang.ts'
import type { Api, ClientCall } from '../contract.ts'
import { frontPage } from '../pages/front/addresses.ts'
import type { Address } from '../i18n/place.ts'
import { loginThen } from '../pages/account/addresses.ts'
import { proveFactor } from './accounts.server.ts'
import { appContext, type Viewer } from './context.ts'
import { draftOf } from './draft-sent.ts'
import { FieldProblem, formReader, type FormReader } from './form-reader.ts'
import type { CommandOutcome, ShownRefusal } from './outcome.ts'
import { issueTexts, type FieldIssue, type SchemaIssue } from './issue-texts.ts'

export type { FormValues } from './form-reader.ts'
export type { CommandOutcome, ShownRefusal } from './outcome.ts'

type Context = Readonly<Pick<RouterContextProvider, 'get'>>

export const apiOf = (context: Context): Api => context.get(appContext).api
export const viewerOf = (context: Context): Viewer | null => context.get(appContext).actor
/** The market's time at the request. */
export const nowOf = (context: Context): Instant => context.get(appContext).now

/** Address of the page as people see it: without what the router adds when it asks for a page's data (`/zh/desk.data?_routes=…`). */
export const pageUrl = (request: Request): URL => {
  const url = new URL(request.url)
  url.pathname = url.pathname.replace(/\/_\.data$/, frontPage()).replace(/\.data$/, '')
  url.searchParams.delete('_routes')
  return url
}

/** The viewer, or a redirect to log-in that comes back here. */
export const requireViewer = (context: Context, request: Request): Viewer => {
  const viewer = viewerOf(context)
  if (viewer) return viewer
  const url = pageUrl(request)
  throw redirect(localPath(langOfPath(url.pathname), loginThen((url.pathname + url.search) as Address)))
}

/** The viewer in one of these roles; else 403. Returns the first organisation in which the role is held as well. */
export const requireRole = (context: Context, request: Request, roles: readonly Role[]): Viewer & { readonly organisationId: string } => {
  const viewer = requireViewer(context, request)
  const mandate = viewer.mandates.find(({ role }) => roles.includes(role))
  if (!mandate) throw data({ reason: 'role', roles }, 403)
  return { ...viewer, organisationId: mandate.organisationId }
}

export interface CallOptions {
  readonly context: ClientCall
}

const INVALID = { zh: '提交的内容不符合要求，请检查标出的字段。', en: 'What was sent does not meet the requirements; see the fields marked.' }

export const shownInvalid = (issues: readonly FieldIssue[]): ShownRefusal => ({
  code: 'request.invalid',
  params: {},
  ...(issues[0] ? { field: issues[0].field } : {}),
  text: INVALID,
  issues,
})

/** Null when the error is not the caller's: a fault goes on to the error page. */
export const refusalOf = (error: unknown): ShownRefusal | null => {
  if (error instanceof FieldProblem) return shownInvalid([{ field: error.field, text: error.text }])
  if (!(error instanceof ORPCError)) return null
  if (error.code === 'BAD_REQUEST') return shownInvalid(issueTexts((error.data as { readonly issues?: readonly SchemaIssue[] } | undefined)?.issues ?? []))
  const body = error.data as RefusalBody | undefined
  return body?.text ? { ...body, issues: body.field === undefined ? [] : [{ field: body.field, text: body.text }] } : null
}

const isRedirect = (error: unknown): boolean => error instanceof Response && error.headers.has('location')

/** What was sent needs no draft any more. The act is done by then: a draft that stays behind is no reason to say otherwise. */
const dropSent = async (context: Context, sent: FormData): Promise<void> => {
  const draft = draftOf(sent)
  if (!draft || !viewerOf(context)) return
  try {
    await apiOf(context).account.dropDraft(draft)
  } catch (error) {
    context.get(appContext).reportFault?.(error)
  }
}

/**
 * Runs one write for a page's `action`. The third argument of `run` goes to the operation as its options, so that a form sent twice acts once:
 * `runCommand(context, request, (api, form, call) => api.listing.withdraw({ id: form.text('id') }, call))`.
 * Refusals come back with the sent values; a redirect may be thrown in `run`. Where the act asks for a fresh second factor, the form asks for it
 * and brings it along with the same values.
 */
export const runCommand = async <Value>(
  context: Context,
  request: Request,
  run: (api: Api, form: FormReader, call: CallOptions) => Promise<Value>,
): Promise<CommandOutcome<Value>> => {
  const sent = await request.formData()
  const form = formReader(sent)
  const key = form.optional('idempotencyKey')
  const intent = form.optional('intent') ?? ''
  const notProved = await proveFactor({ context, request, form: sent })
  if (notProved) return { ok: false, intent, refusal: notProved, values: form.values() }
  try {
    const value = await run(apiOf(context), form, { context: key === undefined ? {} : { idempotencyKey: key } })
    await dropSent(context, sent)
    return { ok: true, intent, value }
  } catch (error) {
    if (isRedirect(error)) await dropSent(context, sent)
    const refusal = refusalOf(error)
    if (refusal?.code === 'request.unauthorized') requireViewer(context, request)
    if (!refusal) throw error
    return { ok: false, intent, refusal, values: form.values() }
  }
}

/**
 * For loaders: `const lot = await orNotFound(api.listing.lot({ id }))`. Unknown, malformed and hidden ids all become the 404 page, and so does
 * whatever else is refused to who only reads, as a page marker that was cut or made up: an address that was mistyped is not our fault and belongs in no log of faults.
 */
export const orNotFound = async <Value>(reading: Promise<Value>): Promise<Value> => {
  try {
    return await reading
  } catch (error) {
    if (!(error instanceof ORPCError) || error.status >= 500) throw error
    throw data(null, error.code === 'FORBIDDEN' || error.code === 'UNAUTHORIZED' ? 403 : 404)
  }
}

/** What is hidden from somebody is told to be missing. */
const NOT_THEIRS: readonly string[] = ['FORBIDDEN', 'UNAUTHORIZED', 'NOT_FOUND']

/** For parts of a page that may stay empty (a desk that shows many queues): null when the viewer may not read it. */
export const ifAllowed = async <Value>(reading: Promise<Value>): Promise<Value | null> => {
  try {
    return await reading
  } catch (error) {
    if (error instanceof ORPCError && NOT_THEIRS.includes(error.code)) return null
    throw error
  }
}
