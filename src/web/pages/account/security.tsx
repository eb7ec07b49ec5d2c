/** Account and security: password, two-step verification, passkeys, keys for programs, devices. */
import { data } from 'react-router'
import type { Route } from './+types/security.ts'
import { useSay } from '../../i18n/lang.ts'
import { apiOf, requireViewer } from '../../shell/calls.ts'
import { formReader } from '../../shell/form-reader.ts'
import { pageTitle } from '../../shell/title.ts'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { PasswordField } from '../../ui/fields.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { text } from './account.text.ts'
import { ownDataPage } from './addresses.ts'
import { askAccounts, proveFactor, refusedOutcome } from '../../shell/accounts.server.ts'
import { NotConfirmed } from './not-confirmed.tsx'
import { SecurityEvents } from './security-events.tsx'
import { ApiKeys } from './security-programs.tsx'
import { Devices, Passkeys } from './security-keys.tsx'
import { enrolmentIn, runSecurityAct, type SecurityDone, type SecurityOutcome } from './security-acts.server.ts'
import { TwoFactor } from './two-factor.tsx'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'security')

interface Listed {
  readonly id: string
  readonly name?: string | null
  readonly createdAt: string
}
interface Key extends Listed {
  readonly permissions?: Readonly<Record<string, readonly string[]>> | null
  readonly expiresAt?: string | null
  readonly lastRequest?: string | null
}
const isoOf = (at: string | null | undefined): string | null => (at ? new Date(at).toISOString() : null)

interface Device extends Listed {
  readonly token: string
  readonly userAgent?: string | null
}

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const viewer = requireViewer(context, request)
  const ask = async (path: string) => {
    const answer = await askAccounts({ context, request, path })
    return answer.ok ? answer.body : {}
  }
  const [session, passkeys, keys, sessions, events] = await Promise.all([
    ask('get-session'),
    ask('passkey/list-user-passkeys'),
    ask('api-key/list'),
    ask('list-sessions'),
    apiOf(context).account.events.mine({ limit: 20 }),
  ])
  const user = session['user'] as { readonly email?: string; readonly twoFactorEnabled?: boolean | null } | undefined
  const current = (session['session'] as { readonly id?: string } | undefined)?.id
  const listed = <Item extends Listed>(value: unknown): readonly Item[] => (Array.isArray(value) ? (value as Item[]) : [])
  const plain = ({ id, name, createdAt }: Listed) => ({ id, name: name ?? '', createdAt: new Date(createdAt).toISOString() })
  const hasTwoFactor = user?.twoFactorEnabled === true
  return {
    email: user?.email ?? '',
    hasTwoFactor,
    proofBy: hasTwoFactor ? ('code' as const) : listed<Listed>(passkeys['items']).length > 0 ? ('passkey' as const) : ('password' as const),
    passkeys: listed<Listed>(passkeys['items']).map(plain),
    keys: listed<Key>(keys['apiKeys'] ?? keys['items']).map((key) => ({
      ...plain(key),
      permissions: key.permissions ?? {},
      expiresAt: isoOf(key.expiresAt),
      lastUsedAt: isoOf(key.lastRequest),
    })),
    events: events.items,
    isVerified: viewer.isVerified,
    // A session's token would let a reader of this page take it over: revoking goes by id.
    devices: listed<Device>(sessions['items']).map((device) => ({ ...plain(device), userAgent: device.userAgent ?? '', isCurrent: device.id === current })),
  }
}

export const action = async ({ context, request }: Route.ActionArgs): Promise<ReturnType<typeof data<SecurityOutcome>>> => {
  requireViewer(context, request)
  const form = await request.formData()
  const intent = String(form.get('intent') ?? '')
  const notProved = await proveFactor({ context, request, form })
  if (notProved) return data(refusedOutcome(intent, notProved, formReader(form).values()), 422)
  if (intent === 'prove') return data({ ok: true, intent, value: { kind: 'done' } })
  const answer = await runSecurityAct({ context, request, intent, form })
  if (!answer.ok) {
    const enrolment = intent === 'totp-verify' ? enrolmentIn(form) : null
    return data({ ...refusedOutcome(intent, answer.refusal, formReader(form).values()), ...(enrolment ? { enrolment } : {}) }, 422)
  }
  return data({ ok: true, intent, value: answer.done }, { headers: answer.cookies })
}

const Security = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const done: SecurityDone | null = actionData?.ok ? actionData.value : null
  return (
    <Page width="narrow">
      <PageHead title={say('security')} subtitle={`${say('securityAbout')} ${loaderData.email}`} />
      {actionData?.ok ? <Done intent={actionData.intent} /> : null}
      {loaderData.isVerified ? null : <NotConfirmed />}
      <Section title={say('changePassword')} about={say('passwordAbout')} isSheet>
        <ActionForm intent="password" outcome={actionData}>
          <PasswordField name="currentPassword" label={say('currentPassword')} autoComplete="current-password" isRequired />
          <PasswordField name="newPassword" label={say('newPasswordLabel')} help={say('passwordHelp')} autoComplete="new-password" minLength={12} isRequired />
          <FormActions>
            <Submit>{say('changePassword')}</Submit>
          </FormActions>
        </ActionForm>
      </Section>
      <Section title={say('ownData')} about={say('ownDataAbout')} isSheet>
        <LinkButton to={ownDataPage()} variant="default">
          {say('ownData')}
        </LinkButton>
      </Section>
      <TwoFactor isOn={loaderData.hasTwoFactor} outcome={actionData} done={done} />
      <Passkeys items={loaderData.passkeys} outcome={actionData} proofBy={loaderData.proofBy} />
      <ApiKeys items={loaderData.keys} outcome={actionData} done={done} />
      <Devices items={loaderData.devices} outcome={actionData} />
      <Section title={say('events')} about={say('eventsAbout')} isSheet>
        <SecurityEvents caption={say('events')} events={loaderData.events} />
      </Section>
    </Page>
  )
}
export default Security

const SAID = {
  password: 'changed',
  'totp-verify': 'twoFactorIsOn',
  'totp-off': 'twoFactorIsOff',
  'passkey-remove': 'passkeyRemoved',
  'key-remove': 'keyRemoved',
  'session-end': 'sessionEnded',
} as const
const isSaid = (intent: string): intent is keyof typeof SAID => Object.hasOwn(SAID, intent)

/** What was done, at the top; what is shown once stands at its place instead. */
const Done = ({ intent }: { readonly intent: string }) => {
  const say = useSay(text)
  return isSaid(intent) ? <Banner key={intent} tone="success" title={say(SAID[intent])} isResult /> : null
}
