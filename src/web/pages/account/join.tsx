/** What the link of an invitation opens: for people with an account and for those without. */
import { data, Form, redirect } from 'react-router'
import type { Route } from './+types/join.ts'
import { ROLE_NAMES } from '#kernel/actor.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay, langOfParam } from '../../i18n/lang.ts'
import { apiOf, refusalOf, runCommand, viewerOf, type CommandOutcome } from '../../shell/calls.ts'
import { appContext } from '../../shell/context.ts'
import { pageTitle } from '../../shell/title.ts'
import { Tag } from '../../ui/badges.tsx'
import { Button } from '../../ui/button.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { PasswordField, TextField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Page, PageHead, Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { askAccounts, refusedOutcome } from '../../shell/accounts.server.ts'
import { deskJoined, deskPage } from '../desk/addresses.ts'
import { joinPage, loginPage, loginThen, logoutPage } from './addresses.ts'
import { text } from './join.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle(params.lang, text, 'title')

const tokenOf = (request: Request): string => new URL(request.url).searchParams.get('token') ?? ''

export const loader = async ({ context, request }: Route.LoaderArgs) => {
  const token = tokenOf(request)
  const isLoggedIn = viewerOf(context) !== null
  try {
    return { token, isLoggedIn, invitation: await apiOf(context).party.invitations.get({ token }) }
  } catch (error) {
    if (refusalOf(error) === null) throw error
    return { token, isLoggedIn, invitation: null }
  }
}

const joinAsNew = async ({ context, request, params }: Route.ActionArgs, form: FormData) => {
  const name = String(form.get('name') ?? '')
    .trim()
    .slice(0, 60)
  const password = String(form.get('newPassword') ?? '')
  const joined = await context.get(appContext).joinAsNew({ token: tokenOf(request), name, password })
  if (!joined.ok) {
    const { refusal } = joined
    const issues = refusal.field === undefined ? [] : [{ field: refusal.field, text: refusal.text }]
    return data<CommandOutcome<never>>(refusedOutcome('create', { ...refusal, issues }, { name }), 422)
  }
  const entered = await askAccounts({ context, request, path: 'sign-in/email', body: { email: joined.value.address, password } })
  throw redirect(
    localPath(langOfParam(params.lang), entered.ok ? deskJoined(joined.value.organisationId) : loginPage()),
    entered.ok ? { headers: entered.cookies } : {},
  )
}

export const action = async (given: Route.ActionArgs): Promise<CommandOutcome<unknown> | ReturnType<typeof data<CommandOutcome<never>>>> => {
  const { context, request, params } = given
  if (viewerOf(context) === null) return joinAsNew(given, await request.formData())
  return runCommand(context, request, async (api, _form, call) => {
    const { organisationId } = await api.party.acceptInvitation({ token: tokenOf(request) }, call)
    throw redirect(localPath(langOfParam(params.lang), deskJoined(organisationId)))
  })
}

const JoinPage = ({ loaderData, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const both = useInLang()
  const { invitation } = loaderData
  return (
    <Page width="narrow">
      <PageHead title={say('title')} subtitle={invitation ? say('lead', { organisation: both(invitation.organisation.name) }) : ''} />
      {invitation ? (
        <Invitation invitation={invitation} isLoggedIn={loaderData.isLoggedIn} token={loaderData.token} outcome={actionData} />
      ) : (
        <Gone isLoggedIn={loaderData.isLoggedIn} />
      )}
    </Page>
  )
}
export default JoinPage

/** Most who come twice have joined: the way on is the desk. */
const Gone = ({ isLoggedIn }: { readonly isLoggedIn: boolean }) => {
  const say = useSay(text)
  return (
    <Stack>
      <Banner tone="warning" title={say('gone')}>
        {say('goneAbout')}
      </Banner>
      <div>
        <LinkButton to={isLoggedIn ? deskPage() : loginPage()}>{say(isLoggedIn ? 'toDesk' : 'toLogin')}</LinkButton>
      </div>
    </Stack>
  )
}

interface InvitationProps {
  readonly invitation: NonNullable<Route.ComponentProps['loaderData']['invitation']>
  readonly isLoggedIn: boolean
  readonly token: string
  readonly outcome: CommandOutcome<unknown> | undefined
}

const Invitation = (props: InvitationProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { invitation } = props
  return (
    <Section isSheet>
      <FactsTable
        rows={[
          { label: say('organisation'), value: both(invitation.organisation.name) },
          {
            label: say('roles'),
            value: (
              <Row gap={8}>
                {invitation.roles.map((role) => (
                  <Tag key={role}>{ROLE_NAMES[role][lang]}</Tag>
                ))}
              </Row>
            ),
          },
          { label: say('email'), value: invitation.address },
          { label: say('until'), value: formatInstant(invitation.expiresAt, lang) },
        ]}
      />
      <Answer {...props} />
    </Section>
  )
}

const Answer = ({ invitation, isLoggedIn, token, outcome }: InvitationProps) => {
  const say = useSay(text)
  const lang = useLang()
  if (invitation.isMine)
    return (
      <ActionForm intent="accept" outcome={outcome}>
        <p>{say('acceptAbout')}</p>
        <FormActions>
          <Submit>{say('accept')}</Submit>
        </FormActions>
      </ActionForm>
    )
  if (isLoggedIn)
    return (
      <Stack>
        <Banner tone="warning" title={say('other')}>
          {say('otherAbout', { address: invitation.address })}
        </Banner>
        <Form method="post" action={localPath(lang, logoutPage())} reloadDocument>
          <input type="hidden" name="next" value={localPath(lang, joinPage(token))} />
          <Button type="submit">{say('leave')}</Button>
        </Form>
      </Stack>
    )
  if (invitation.hasAccount)
    return (
      <>
        <p>{say('hasAccount')}</p>
        <FormActions>
          <LinkButton to={loginThen(localPath(lang, joinPage(token)))} variant="filled">
            {say('login')}
          </LinkButton>
        </FormActions>
      </>
    )
  return (
    <ActionForm intent="create" outcome={outcome}>
      <p>{say('createAbout')}</p>
      <TextField name="name" label={say('name')} help={say('nameHelp')} autoComplete="name" maxLength={60} isRequired defaultValue={invitation.name.zh} />
      <PasswordField name="newPassword" label={say('password')} help={say('passwordHelp')} autoComplete="new-password" minLength={12} isRequired />
      <FormActions>
        <Submit>{say('create')}</Submit>
      </FormActions>
      <p>{say('factor')}</p>
    </ActionForm>
  )
}
