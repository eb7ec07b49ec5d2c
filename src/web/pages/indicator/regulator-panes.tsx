/** What stands on the wall beside the charts: figures, parts of the whole, deals. */
import type { ReactNode } from 'react'
import { formatDayMonth } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { dateOf, parseInstant } from '#kernel/instant.ts'
import { SealLink } from '../../ui/badges.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { LivePrice } from '../../ui/price.tsx'
import { lotPage } from '../trading/addresses.ts'
import { Bar, useRowName } from './data-breakdown.tsx'
import { Wan } from './data-wan.tsx'
import { wan } from './wan.ts'
import type { Breakdown } from './data-load.ts'
import { text as dataText } from './data.text.ts'
import { formatPremium } from './premium.ts'
import type { Wall } from './regulator-load.server.ts'
import styles from './regulator.module.css'
import { text } from './regulator.text.ts'

const Figure = ({ label, unit, children }: { readonly label: string; readonly unit?: string; readonly children: ReactNode }) => (
  <div className={styles.figure}>
    <dt>{label}</dt>
    <dd>
      {children}
      {unit ? <span className={styles.unit}>{unit}</span> : null}
    </dd>
  </div>
)

export const Figures = ({ total }: { readonly total: Wall['headline']['total'] }) => {
  const say = useSay(dataText)
  const sayShort = useSay(text)
  return (
    <dl className={styles.figures}>
      <Figure label={say('turnover')}>
        <LivePrice minor={total.turnoverMinor} size="l" />
      </Figure>
      <Figure label={say('technology')}>
        <LivePrice minor={total.technologyMinor} size="l" />
      </Figure>
      <Figure label={say('income')}>
        <LivePrice minor={total.researcherIncomeMinor} size="l" />
      </Figure>
      <Figure label={say('premium')}>{total.premiumBasisPoints === null ? '–' : formatPremium(total.premiumBasisPoints)}</Figure>
      <Figure label={say('soldFailed')}>
        {total.hammers} / {total.failed}
      </Figure>
      <Figure label={say('deals')} unit={say('dealsUnit')}>
        {total.deals}
      </Figure>
      <Figure label={sayShort('catalogued')} unit={say('cataloguedUnit')}>
        {total.catalogued}
      </Figure>
      <Figure label={sayShort('listed')} unit={say('listedUnit')}>
        {total.listed}
      </Figure>
      <Figure label={say('demands')} unit={say('demandsUnit')}>
        {total.demands}
      </Figure>
    </dl>
  )
}

interface PartsGiven {
  readonly title: string
  readonly breakdown: Breakdown
  readonly most: number
}

/** Bars that lie, so that no name runs into another. */
const Parts = ({ title, breakdown, most }: PartsGiven) => {
  const say = useSay(text)
  const nameOf = useRowName()
  const rows = breakdown.rows.filter(({ hammers }) => hammers > 0).toSorted((a, b) => Number(BigInt(b.hammerMinor) - BigInt(a.hammerMinor)))
  const top = wan(rows[0]?.hammerMinor ?? '0')
  const rest = rows.slice(most)
  return (
    <table className={styles.parts}>
      <caption>{title}</caption>
      <tbody>
        {rows.slice(0, most).map((row) => (
          <tr key={row.key}>
            <th scope="row">{nameOf(row)}</th>
            <td className={styles.drawing}>
              <Bar value={wan(row.hammerMinor)} top={top} />
            </td>
            <td>
              <Wan minor={row.hammerMinor} />
            </td>
          </tr>
        ))}
        {rest.length > 0 ? (
          <tr>
            <th scope="row">{say('rest', { count: rest.length })}</th>
            <td />
            <td>
              <Wan minor={String(rest.reduce((sum, row) => sum + BigInt(row.hammerMinor), 0n))} />
            </td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

export const Structure = ({ wall }: { readonly wall: Wall }) => {
  const say = useSay(text)
  return (
    <section className={styles.pane} aria-labelledby="wall-structure">
      <h2 id="wall-structure">{say('structure')}</h2>
      <div className={styles.fill}>
        <Parts title={say('byField')} breakdown={wall.byField} most={6} />
        <Parts title={say('byRegion')} breakdown={wall.byRegion} most={3} />
      </div>
      <p className={styles.foot}>{say('structureFoot')}</p>
    </section>
  )
}

export const Deals = ({ deals }: { readonly deals: Wall['deals'] }) => {
  const say = useSay(dataText)
  const sayWall = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <section className={styles.pane} aria-labelledby="wall-deals">
      <h2 id="wall-deals">{say('latest')}</h2>
      <div className={styles.fill}>
        {deals.length === 0 ? <p>{say('noneAbout')}</p> : null}
        <table className={styles.deals}>
          <caption className="visually-hidden">{say('latest')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('lot')}</th>
              <th scope="col">{say('price')}</th>
              <th scope="col">{say('premiumColumn')}</th>
              <th scope="col">{say('date')}</th>
              <th scope="col">{say('evidence')}</th>
            </tr>
          </thead>
          <tbody>
            {deals.map((deal) => (
              <tr key={deal.factId}>
                <td>
                  <LocalLink to={lotPage(deal.lotId)}>{inLang(deal.title)}</LocalLink>
                </td>
                <td>
                  <Wan minor={deal.priceMinor} />
                </td>
                <td>{deal.premiumBasisPoints === null ? '–' : formatPremium(deal.premiumBasisPoints)}</td>
                <td>{formatDayMonth(dateOf(parseInstant(deal.at)), lang)}</td>
                <td>
                  <SealLink factId={deal.factId} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.foot}>{sayWall('latestAbout')}</p>
    </section>
  )
}
