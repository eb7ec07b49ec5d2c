/** What the host of the session told everybody. */
import { useInLang, useSay } from '../../i18n/lang.ts'
import { Banner } from '../../ui/notices.tsx'
import type { Auction } from './lot-loaded.ts'
import styles from './lot.module.css'
import { text } from './lot.text.ts'

export const Remarks = ({ auction: { remarks, auctioneerName } }: { readonly auction: Auction }) => {
  const say = useSay(text)
  const inLang = useInLang()
  if (remarks === null) return null
  return (
    <Banner tone="info" title={`${say('remarks')}${auctioneerName === null ? '' : ` · ${auctioneerName}`}`}>
      <p className={styles.prose}>{inLang(remarks)}</p>
    </Banner>
  )
}
