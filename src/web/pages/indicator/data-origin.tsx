/** How the figures are made, and where to take them from. */
import { IconDownload } from '@tabler/icons-react'
import { useSay } from '../../i18n/lang.ts'
import { DownloadButton, LocalLink } from '../../ui/links.tsx'
import { Row } from '../../ui/layout.tsx'
import { rulesPage } from '../rulebook/addresses.ts'
import { verifyPage } from '../evidence/addresses.ts'
import styles from './data.module.css'
import { text } from './data.text.ts'

const DEFINITIONS = ['turnover', 'technology', 'premium', 'income', 'catalogued', 'listed', 'demands'] as const

export const Definitions = () => {
  const say = useSay(text)
  return (
    <>
      <dl className={styles.definitions}>
        {DEFINITIONS.map((key) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>{say(`def_${key}`)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.checkable}>
        {say('checkable')} <LocalLink to={verifyPage()}>{say('toVerify')}</LocalLink> · <LocalLink to={rulesPage()}>{say('toRules')}</LocalLink>
      </p>
    </>
  )
}

const MONTHS = 60
const FILES = [
  { href: '/api/v1/indicators/months.csv', key: 'fileMonths' },
  { href: '/api/v1/indicators/deals.csv', key: 'fileDeals' },
] as const
const ADDRESSES = [`/api/v1/indicators?months=${MONTHS}`, '/api/v1/indicators/breakdown?by=field', '/api/v1/indicators/deals?limit=100'] as const

export const OpenData = () => {
  const say = useSay(text)
  return (
    <>
      <Row>
        {FILES.map(({ href, key }) => (
          <DownloadButton key={href} href={href} icon={<IconDownload size={18} aria-hidden="true" />}>
            {say(key)}
          </DownloadButton>
        ))}
      </Row>
      <ul className={styles.addresses}>
        {ADDRESSES.map((address) => (
          <li key={address}>
            <a href={address}>
              <code>GET {address}</code>
            </a>
          </li>
        ))}
      </ul>
      <p className={styles.foot}>
        {say('apiAbout')} <a href="/api/v1">{say('apiDocs')}</a>
      </p>
    </>
  )
}
