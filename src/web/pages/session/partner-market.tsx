/** What a partner market said that it shows as well, with its own words, as pages, calendar and data. */
import type { Route } from './+types/partner-market.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { inLang, langOfParam, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { plainTitle } from '../../shell/title.ts'
import { SealLink } from '../../ui/badges.tsx'
import { Page, PageHead } from '../../ui/layout.tsx'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { auctionSessionsPage, calendarFeed, calendarPage } from './addresses.ts'
import { coListedPage, type CoListing } from './co-listing-words.ts'
import { text } from './co-listing.text.ts'
import styles from './roadshow.module.css'
import { text as words } from './sessions.text.ts'

export const meta: Route.MetaFunction = ({ params, loaderData }) => {
  const { lang } = params as { readonly lang?: string }
  return plainTitle(lang, loaderData ? `${inLang(loaderData.partner.name, langOfParam(lang))} · ${text[langOfParam(lang)].here}` : '')
}

export const loader = async ({ context, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const [{ name }, { items }] = await Promise.all([orNotFound(api.party.get({ id })), orNotFound(api.session.coListings.list({ partner: id }))])
  return { partner: { id, name }, items }
}

const PartnerMarket = ({ loaderData: { partner, items } }: Route.ComponentProps) => {
  const say = useSay(text)
  const word = useSay(words)
  const lang = useLang()
  const both = useInLang()
  const asked = `?partner=${partner.id}`
  return (
    <Page width="wide">
      <PageHead
        title={say('here')}
        subtitle={say('hereLead', { name: both(partner.name) })}
        trail={[{ label: word('title'), to: localPath(lang, auctionSessionsPage()) }]}
        actions={
          <span className={styles.acts}>
            <DownloadButton href={`${localPath(lang, calendarPage())}${asked}`}>{say('calendar')}</DownloadButton>
            <DownloadButton href={`${localPath(lang, calendarFeed())}${asked}`}>{say('ical')}</DownloadButton>
            <DownloadButton href={`/api/v1/sessions${asked}`}>{say('feed')}</DownloadButton>
          </span>
        }
      />
      {items.length === 0 ? <EmptyState title={say('none')}>{say('noneAbout')}</EmptyState> : null}
      <ul className={styles.slots}>
        {items.map((item) => (
          <li key={item.id}>
            <Listed item={item} />
          </li>
        ))}
      </ul>
    </Page>
  )
}
export default PartnerMarket

const Listed = ({ item }: { readonly item: CoListing }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const facts = [
    say(`kind.${item.kind}`),
    item.number,
    item.isCancelled ? say('cancelled') : item.opensAt === null ? '' : say('opens', { at: formatInstant(item.opensAt, lang) }),
  ]
  return (
    <div className={styles.shown}>
      {/* What was taken back has no page any more. */}
      {item.kind === 'lot' && item.isCancelled ? <strong>{both(item.title)}</strong> : <LocalLink to={coListedPage(item)}>{both(item.title)}</LocalLink>}
      {item.line === null ? null : <p className={styles.text}>{both(item.line)}</p>}
      <span className={styles.sub}>{facts.filter(Boolean).join(' · ')}</span> <SealLink subject={item.subject} />
    </div>
  )
}
