/** To be reminded of one lot; the session that it belongs to. */
import type { Route } from './+types/lot-watch.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { inLang, langOfParam, localPath, texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound, runCommand } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Page, PageHead, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { loginThen } from '../account/addresses.ts'
import { lotPage, tradingPage } from '../trading/addresses.ts'
import { LotStateBadge } from '../trading/lot-state.tsx'
import { auctionSessionPage, lotWatchPage } from './addresses.ts'
import { text as words } from './sessions.text.ts'
import { WatchForm } from './watch-form.tsx'

const text = texts({
  zh: {
    title: '开拍提醒',
    about: '开拍前一天和前一小时，消息箱里会有提醒；邮件按您的设置发送。',
    trading: '交易大厅',
    session: '所属专场',
    begun: '该标的已开拍或已结束，无需提醒。',
  },
  en: {
    title: 'Reminder of the opening',
    about: 'A day and an hour before the opening a message stands in your inbox; letters go out as you have chosen.',
    trading: 'Trading hall',
    session: 'Session',
    begun: 'Bidding on this lot has begun or is over: nothing to be reminded of.',
  },
})

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  return plainTitle(lang, loaderData ? inLang(loaderData.lot.title, langOfParam(lang)) : '')
}

export const loader = async ({ context, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const [{ number, title, state, opensAt }, { session, isWatched, canWatch }] = await Promise.all([
    orNotFound(api.listing.get({ id })),
    orNotFound(api.session.ofLot({ id })),
  ])
  return { lot: { id, number, title, state, opensAt }, session: session && { id: session.id, title: session.title }, isWatched, canWatch }
}

export const action = ({ context, request, params: { id } }: Route.ActionArgs) =>
  runCommand(context, request, (api, form, call) =>
    form.text('intent') === 'unwatch' ? api.session.unwatch({ subject: id }, call) : api.session.watch({ subject: id }, call),
  )

const LotWatch = ({ loaderData: { lot, session, isWatched, canWatch }, actionData }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useSay(words)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="narrow">
      <PageHead
        title={say('title')}
        number={lot.number}
        state={<LotStateBadge state={lot.state} />}
        trail={[
          { label: say('trading'), to: localPath(lang, tradingPage()) },
          { label: both(lot.title), to: localPath(lang, lotPage(lot.id)) },
        ]}
      />
      {actionData?.ok ? (
        <Banner tone="success" isResult>
          {word(actionData.intent === 'watch' ? 'watched' : 'unwatched')}
        </Banner>
      ) : null}
      <Section title={both(lot.title)} about={say(canWatch ? 'about' : 'begun')} isSheet>
        <FactsTable
          rows={[
            { label: word('opens'), value: lot.opensAt === null ? null : formatInstant(lot.opensAt, lang) },
            { label: say('session'), value: session === null ? null : <LocalLink to={auctionSessionPage(session.id)}>{both(session.title)}</LocalLink> },
          ]}
        />
        <WatchForm isWatched={isWatched} canWatch={canWatch} outcome={actionData} logIn={loginThen(localPath(lang, lotWatchPage(lot.id)))} />
      </Section>
    </Page>
  )
}
export default LotWatch
