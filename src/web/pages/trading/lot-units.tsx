/** Several licences of one technology: who took which, by number and price, and how equal prices were put in order. */
import { redirect } from 'react-router'
import type { Route } from './+types/lot-units.ts'
import { langOfPath, localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { apiOf, orNotFound } from '../../shell/calls.ts'
import { pageTitle } from '../../shell/title.ts'
import { SealLink } from '../../ui/badges.tsx'
import { Page, PageHead, Row, Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { lotBidsPage, lotPage, unitsPage } from './addresses.ts'
import styles from './lot.module.css'
import { UnitsSold } from './lot-units-table.tsx'
import { text } from './lot-units.text.ts'

export const meta: Route.MetaFunction = ({ params }) => pageTitle((params as { readonly lang?: string }).lang, text, 'title')

export const loader = async ({ context, request, params: { id } }: Route.LoaderArgs) => {
  const api = apiOf(context)
  const lot = await orNotFound(api.listing.get({ id }))
  const lang = langOfPath(new URL(request.url).pathname)
  if (lot.unitOf !== null) throw redirect(localPath(lang, unitsPage(lot.unitOf)))
  // What is sold once has its result on its own page.
  if (lot.units === null) throw redirect(localPath(lang, lotPage(id)))
  return { lot, units: lot.units, auction: lot.auctionId === null ? null : await api.auction.get({ id: lot.auctionId }) }
}

const LotUnitsPage = ({ loaderData: { lot, units, auction } }: Route.ComponentProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  const sold = lot.unitsSold.length
  const numbers = new Map(auction?.winners.map(({ organisationId, number }) => [organisationId, number]))
  return (
    <Page>
      <PageHead
        title={say('title')}
        subtitle={`${say('lead', { units, sold })}${say(lot.method === 'sealed_second' ? 'leadUniform' : 'leadOwn')}`}
        number={lot.number}
        trail={[{ label: inLang(lot.title), to: localPath(lang, lotPage(lot.id)) }]}
      />
      {sold === 0 ? <Banner tone="info">{say('none')}</Banner> : <UnitsSold lot={lot} numbers={numbers} />}
      {sold === 0 || sold === units ? null : <Banner tone="info">{say('unsold', { count: units - sold })}</Banner>}
      {auction?.drawSecret ? (
        <Section title={say('draw')}>
          <p className={styles.code}>{say('drawWords', { secret: auction.drawSecret, commitment: auction.drawCommitment ?? '' })}</p>
        </Section>
      ) : null}
      <Row>
        <LocalLink to={lotBidsPage(lot.id)}>{say('prices')}</LocalLink>
        <LocalLink to={lotPage(lot.id)}>{say('room')}</LocalLink>
        {auction === null ? null : (
          <span>
            {say('seal')} <SealLink subject={auction.id} />
          </span>
        )}
      </Row>
    </Page>
  )
}
export default LotUnitsPage
