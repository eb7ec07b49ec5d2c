/** For what somebody who is no completer is rewarded. */
import { useSay } from '../../i18n/lang.ts'
import styles from './income.module.css'
import { text } from './income.text.ts'

export const Contribution = ({ payee }: { readonly payee: { readonly contribution: string; readonly particulars?: string | null } }) => {
  const say = useSay(text)
  if (payee.contribution === '') return null
  const who = payee.particulars ?? ''
  return <small className={styles.quiet}>{`${who === '' ? '' : `${who} · `}${say('contributed', { what: payee.contribution })}`}</small>
}
