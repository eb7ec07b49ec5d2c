/** The roadshow of a session: its slots in their order, and what each shows. */
import type { Route } from './+types/sessions-roadshow.ts'
import { inLang, langOfParam, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { Page, PageHead } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { auctionSessionPage, auctionSessionsPage, sessionFeed } from './addresses.ts'
import { text } from './roadshow.text.ts'
import { SlotList } from './slot-list.tsx'

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  return plainTitle(
    lang,
    loaderData ? `${inLang({ zh: text.zh.title, en: text.en.title }, langOfParam(lang))} · ${inLang(loaderData.session.title, langOfParam(lang))}` : '',
  )
}

export const loader = async ({ context, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const [{ number, title }, { items }] = await Promise.all([orNotFound(api.session.get({ id })), orNotFound(api.session.slots.list({ id }))])
  return { session: { id, number, title }, slots: items }
}

const SessionRoadshow = ({ loaderData: { session, slots } }: Route.ComponentProps) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  return (
    <Page width="wide">
      <PageHead
        title={say('title')}
        subtitle={say('lead')}
        number={session.number}
        trail={[
          { label: say('sessions'), to: localPath(lang, auctionSessionsPage()) },
          { label: both(session.title), to: localPath(lang, auctionSessionPage(session.id)) },
        ]}
        actions={<DownloadButton href={localPath(lang, sessionFeed(session.id))}>{say('feed')}</DownloadButton>}
      />
      {slots.length === 0 ? <EmptyState title={say('none')}>{say('noneAbout')}</EmptyState> : <SlotList slots={slots} />}
    </Page>
  )
}
export default SessionRoadshow
