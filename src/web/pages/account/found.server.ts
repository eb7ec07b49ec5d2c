/** The steps of the founding page: one-time code, plan, second factor. Every step shows the one-time code again. */
import { encode } from 'uqr'
import { data, redirect } from 'react-router'
import type { RefusalBody } from '#contract/operation.ts'
import { ROLES, type Role } from '#kernel/actor.ts'
import { foundingInput, type FoundingInput } from '#modules/party/api.ts'
import { usualBranches } from '#modules/party/core/founding.ts'
import { shownInvalid, type CommandOutcome, type ShownRefusal } from '../../shell/calls.ts'
import { appContext, type AppValue } from '../../shell/context.ts'
import { formReader, type FormReader } from '../../shell/form-reader.ts'
import { issueTexts } from '../../shell/issue-texts.ts'
import { frontPage } from '../front/addresses.ts'
import { checklistPage } from './addresses.ts'
import { localPath } from '../../i18n/lang.ts'
import { OFFICER_FIELDS, text } from './found.text.ts'

/** What the page shows after a step. `code` and `plan` go on as hidden fields. */
export type FoundingStep =
  | { readonly at: 'plan'; readonly code: string }
  | {
      readonly at: 'factor'
      readonly code: string
      readonly plan: string
      readonly modules: readonly (readonly boolean[])[]
      readonly uri: string
      readonly secret: string
      readonly backupCodes: readonly string[]
    }

export type FoundingOutcome = CommandOutcome<FoundingStep> & { readonly step?: FoundingStep }

const MOST_LINES = 200

const branchesFrom = (form: FormReader, market: FoundingInput['market']): FoundingInput['branches'] => [
  ...(form.flag('usual') ? usualBranches(market) : []),
  ...form
    .text('branches')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, MOST_LINES)
    .map((line) => {
      const [region = '', zh = '', en = ''] = line
        .normalize('NFKC')
        .split('|')
        .map((part) => part.trim())
      return { region, name: { zh, en } }
    }),
]

const bodyFrom = (form: FormReader, name: string) => ({
  name: form.bilingual(`${name}.name`),
  creditCode: form.text(`${name}.creditCode`),
  region: form.text(`${name}.region`),
})

const officersFrom = (form: FormReader, lang: AppValue['lang']): FoundingInput['officers'] => {
  const byAddress = new Map<string, Set<Role>>()
  for (const { name, role } of OFFICER_FIELDS) {
    const address = form.text(name).normalize('NFKC').toLowerCase()
    if (address !== '') byAddress.set(address, (byAddress.get(address) ?? new Set()).add(role))
  }
  return [...byAddress].map(([address, roles]) => ({ address, roles: ROLES.filter((role) => roles.has(role)), lang }))
}

const planFrom = (form: FormReader, lang: AppValue['lang']) => {
  const market = bodyFrom(form, 'market')
  const hasAuthority = form.text('authority.name.zh') !== ''
  return foundingInput.safeParse({
    market,
    branches: branchesFrom(form, market),
    ...(hasAuthority ? { authority: bodyFrom(form, 'authority') } : {}),
    administrator: { name: form.text('administrator.name'), address: form.text('administrator.address') },
    officers: officersFrom(form, lang),
  })
}

const shown = (refusal: RefusalBody): ShownRefusal => ({
  ...refusal,
  issues: refusal.field === undefined ? [] : [{ field: refusal.field, text: refusal.text }],
})

const cookiesOf = (lines: readonly string[]): Headers => {
  const headers = new Headers()
  for (const line of lines) headers.append('set-cookie', line)
  return headers
}

const secretOf = (uri: string): string => (URL.canParse(uri) ? (new URL(uri).searchParams.get('secret') ?? '') : '')

interface Step {
  readonly value: AppValue
  readonly form: FormReader
  readonly code: string
  readonly request: Request
}

const takePlan = async ({ value, form, code }: Step) => {
  const failed = (refusal: ShownRefusal) =>
    data<FoundingOutcome>({ ok: false, intent: 'plan', refusal, values: form.values(), step: { at: 'plan', code } }, 422)
  const plan = planFrom(form, value.lang)
  if (!plan.success) return failed(shownInvalid(issueTexts(plan.error.issues)))
  const enrolled = await value.founding.enrol(plan.data, form.text('newPassword'))
  if (!enrolled.ok) return failed(shown(enrolled.refusal))
  const { uri, backupCodes, cookies } = enrolled.value
  const step: FoundingStep = { at: 'factor', code, plan: JSON.stringify(plan.data), modules: encode(uri).data, uri, secret: secretOf(uri), backupCodes }
  return data<FoundingOutcome>({ ok: true, intent: 'plan', value: step }, { headers: cookiesOf(cookies) })
}

/** What came back is parsed again: a hidden field is as good as typed. */
const parsedPlan = (json: string) => {
  try {
    return foundingInput.safeParse(JSON.parse(json))
  } catch {
    return null
  }
}

const finish = async ({ value, form, code, request }: Step) => {
  const plan = parsedPlan(form.text('plan'))
  if (!plan?.success) throw new Response(null, { status: 400 })
  const founded = await value.founding.found(plan.data, request.headers.get('cookie') ?? '', form.text('totp'))
  if (founded.ok) throw redirect(localPath(value.lang, checklistPage()), { headers: cookiesOf(founded.value.cookies) })
  const refusal = {
    ...shown(founded.refusal),
    ...(founded.refusal.field === 'code' ? { field: 'totp', issues: [{ field: 'totp', text: founded.refusal.text }] } : {}),
  }
  const secret = form.text('shownKey')
  const step: FoundingStep = {
    at: 'factor',
    code,
    plan: form.text('plan'),
    modules: encode(form.text('uri')).data,
    uri: form.text('uri'),
    secret,
    // Shown once: a mistyped digit must not take them away.
    backupCodes: form.text('backupCodes').split(' ').filter(Boolean),
  }
  return data<FoundingOutcome>({ ok: false, intent: 'factor', refusal, values: {}, step }, 422)
}

export const foundingAct = async (value: AppValue, request: Request) => {
  const form = formReader(await request.formData())
  const code = form.text('foundingCode')
  if (await value.founding.isFounded()) throw redirect(localPath(value.lang, frontPage()))
  if (!(await value.founding.isCode(code))) {
    const texts = { zh: text.zh.codeWrong, en: text.en.codeWrong }
    const refusal: ShownRefusal = { code: 'founding.code', params: {}, field: 'foundingCode', text: texts, issues: [{ field: 'foundingCode', text: texts }] }
    return data<FoundingOutcome>({ ok: false, intent: 'code', refusal, values: {} }, 422)
  }
  const step = { value, form, code, request }
  const intent = form.text('intent')
  if (intent === 'plan') return takePlan(step)
  if (intent === 'factor') return finish(step)
  return data<FoundingOutcome>({ ok: true, intent: 'code', value: { at: 'plan', code } })
}

export const isUnfounded = async (context: { readonly get: (key: typeof appContext) => AppValue }): Promise<boolean> =>
  !(await context.get(appContext).founding.isFounded())
