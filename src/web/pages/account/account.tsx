/** One account: where it is logged in, and what an administrator may do. */
import type { Route } from './+types/account.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay, localPath } from '../../i18n/lang.ts'
import { apiOf, orNotFound, requireRole, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { ActPanel, ConfirmAct } from '../../ui/acts.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Columns, Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { accountsPage, securityLogOf } from './addresses.ts'
import { AccountState, Factors } from './account-parts.tsx'
import { text } from './accounts.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'account')

export const loader = async ({ context, request, params }: Route.LoaderArgs) => {
  requireRole(context, request, ['admin'])
  return orNotFound(apiOf(context).account.get({ id: params.id }))
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, async (api, form, call) => {
    const intent = form.text('intent')
    if (intent === 'disable') await api.account.disable({ id, reason: form.text('reason') }, call)
    else if (intent === 'enable') await api.account.enable({ id }, call)
    else if (intent === 'clear') await api.account.clearFactors({ id, reason: form.text('reason') }, call)
    else await api.account.endSessions({ id, ...(intent === 'end-all' ? {} : { sessionId: intent.replace(/^end-/, '') }) }, call)
    return null
  })

interface Given {
  readonly loaderData: Route.ComponentProps['loaderData']
  readonly actionData: Route.ComponentProps['actionData'] | undefined
}

const AccountPage = ({ loaderData: account, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Page width="wide">
      <PageHead
        title={account.name || account.email}
        subtitle={account.email}
        state={<AccountState account={account} />}
        trail={[{ label: say('accounts'), to: localPath(lang, accountsPage()) }]}
      />
      {actionData?.ok ? <Banner tone="success" title={say('done')} isResult /> : null}
      <Columns
        main={
          <>
            <Section isSheet>
              <FactsTable
                rows={[
                  { label: say('since'), value: formatInstant(account.createdAt, lang) },
                  { label: say('factor'), value: <Factors account={account} /> },
                  { label: say('keys'), value: account.keys },
                  ...(account.disabledAt === null
                    ? []
                    : [
                        { label: say('disabledSince'), value: formatInstant(account.disabledAt, lang) },
                        { label: say('disabledReason'), value: account.disabledReason },
                      ]),
                ]}
              />
              <LocalLink to={securityLogOf(account.id)}>{say('logOf')}</LocalLink>
            </Section>
            <Sessions loaderData={account} actionData={actionData} />
          </>
        }
        side={<Acts loaderData={account} actionData={actionData} />}
      />
    </Page>
  )
}
export default AccountPage

const Sessions = ({ loaderData: { sessionList }, actionData }: Given) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('sessions')}>
      <DataTable
        caption={say('sessions')}
        rows={sessionList}
        rowKey={(session) => session.id}
        empty={<EmptyState title={say('noSessions')} />}
        columns={[
          { key: 'made', header: say('loggedIn'), cell: (session) => formatInstant(session.createdAt, lang) },
          { key: 'seen', header: say('lastSeen'), cell: (session) => formatInstant(session.updatedAt, lang), isWideOnly: true },
          { key: 'from', header: say('origin'), cell: (session) => `${session.address} ${session.agent.slice(0, 80)}` },
          {
            key: 'end',
            header: say('endOne'),
            cell: (session) => (
              <ActionForm intent={`end-${session.id}`} outcome={actionData} label={`${say('endOne')} ${formatInstant(session.createdAt, lang)}`}>
                <Submit tone="quiet">{say('endOne')}</Submit>
              </ActionForm>
            ),
          },
        ]}
      />
    </Section>
  )
}

const Acts = ({ loaderData: account, actionData }: Given) => {
  const say = useSay(text)
  const who = [{ label: say('account'), value: account.email }]
  const reason = <TextAreaField name="reason" label={say('reason')} maxLength={500} isRequired />
  return (
    <ActPanel
      acts={[
        {
          key: 'end-all',
          label: say('endAll'),
          reason: account.sessions === 0 ? say('noSessions') : null,
          control: (
            <ConfirmAct intent="end-all" tone="quiet" outcome={actionData} label={say('endAll')} consequences={who} confirmLabel={say('endAllConfirm')} />
          ),
        },
        account.disabledAt === null
          ? {
              key: 'disable',
              label: say('disable'),
              control: (
                <ConfirmAct
                  intent="disable"
                  tone="quiet"
                  outcome={actionData}
                  label={say('disable')}
                  about={say('disableAbout')}
                  consequences={who}
                  confirmLabel={say('disableConfirm')}
                >
                  {reason}
                </ConfirmAct>
              ),
            }
          : {
              key: 'enable',
              label: say('enable'),
              control: <ConfirmAct intent="enable" outcome={actionData} label={say('enable')} consequences={who} confirmLabel={say('enable')} />,
            },
        {
          key: 'clear',
          label: say('clear'),
          reason: account.hasCode || account.passkeys > 0 ? null : say('noFactor'),
          control: (
            <ConfirmAct
              intent="clear"
              tone="quiet"
              isFinal
              outcome={actionData}
              label={say('clear')}
              about={say('clearAbout')}
              consequences={who}
              confirmLabel={say('clearConfirm')}
            >
              {reason}
            </ConfirmAct>
          ),
        },
      ]}
    />
  )
}
