/** What somebody watches, and the end of it. */
import type { Route } from './+types/watches.ts'
import { SESSION_STATES } from '#modules/session/core/lifecycle.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { localPath, useInLang, useLang, useSay, type Lang } from '../../i18n/lang.ts'
import { apiOf, requireViewer, runCommand } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { Banner, EmptyState } from '../../ui/notices.tsx'
import { lotPage } from '../trading/addresses.ts'
import { lotSign } from '../trading/lot-sign.ts'
import { auctionSessionPage } from './addresses.ts'
import { sessionSign, type Sign } from './session-words.ts'
import { text } from './sessions-desk.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'watches')

export const loader = ({ context, request }: Route.LoaderArgs) => {
  requireViewer(context, request)
  return apiOf(context).session.watches.mine({})
}

export const action = ({ context, request }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) => api.session.unwatch({ subject: form.text('subject') }, call))

type Item = Route.ComponentProps['loaderData']['items'][number]

const signOf = ({ kind, state }: Item, lang: Lang): Sign => {
  const ofSession = SESSION_STATES.find((each) => each === state)
  return kind === 'session' && ofSession ? sessionSign(ofSession, lang) : lotSign(state, lang)
}

const Watches = ({ loaderData: { items }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="wide">
      <PageHead title={say('watches')} subtitle={say('watchesLead')} />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {say('done')}
        </Banner>
      ) : null}
      <DataTable
        caption={say('watches')}
        rows={items}
        rowKey={({ subject }) => subject}
        rowHref={({ subject, kind }) => localPath(lang, kind === 'session' ? auctionSessionPage(subject) : lotPage(subject))}
        empty={<EmptyState title={say('watchesNone')}>{say('watchesNoneAbout')}</EmptyState>}
        columns={[
          { key: 'what', header: `${say('lot')} / ${say('session')}`, cell: ({ number, title }) => `${number} ${both(title)}` },
          { key: 'state', header: say('state'), cell: (item) => <StateBadge tone={signOf(item, lang).tone}>{signOf(item, lang).word}</StateBadge> },
          { key: 'opens', header: say('time'), cell: ({ opensAt }) => (opensAt === null ? '—' : formatInstant(opensAt, lang)), sort: ({ opensAt }) => opensAt },
          { key: 'since', header: say('since'), cell: ({ since }) => formatInstant(since, lang), isWideOnly: true },
          {
            key: 'end',
            header: '',
            cell: ({ subject, number }) => (
              <ActionForm intent={`unwatch:${subject}`} outcome={actionData} hidden={{ subject }} label={say('unwatchOf', { what: number })}>
                <Submit tone="quiet">{say('unwatch')}</Submit>
              </ActionForm>
            ),
          },
        ]}
      />
    </Page>
  )
}
export default Watches
