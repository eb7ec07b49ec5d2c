/** What a fact says: first in words, below as the original text that the digest is made of. */
import { texts, useSay } from '../../i18n/lang.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import type { FactRow } from './evidence-words.server.ts'
import styles from './verify.module.css'

const text = texts({ zh: { original: '原文（JSON）' }, en: { original: 'Original text (JSON)' } })

export const FactBody = ({ body, rows }: { readonly body: Readonly<Record<string, unknown>>; readonly rows: readonly FactRow[] }) => {
  const say = useSay(text)
  return (
    <>
      <FactsTable rows={rows} />
      <details>
        <summary>{say('original')}</summary>
        <pre className={styles.code}>{JSON.stringify(body, null, 2)}</pre>
      </details>
    </>
  )
}
