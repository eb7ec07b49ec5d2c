/** The papers of a session to take along: the one in the language of the page first. */
import { useLang, useSay } from '../../i18n/lang.ts'
import { DownloadButton } from '../../ui/links.tsx'
import type { Session } from './session-words.ts'
import styles from './sessions.module.css'
import { text } from './sessions.text.ts'

export const SessionPapers = ({ papers }: Pick<Session, 'papers'>) => {
  const say = useSay(text)
  const lang = useLang()
  const ordered = papers.toSorted((a, b) => Number(b.lang === lang) - Number(a.lang === lang))
  if (ordered.length === 0) return null
  return (
    <div className={styles.acts}>
      {ordered.map(({ kind, lang: of, documentId }) => (
        <DownloadButton key={documentId} href={`/api/v1/documents/${documentId}/content`}>
          {say(`${kind}_${of}`)}
        </DownloadButton>
      ))}
    </div>
  )
}
