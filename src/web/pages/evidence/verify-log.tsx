/** The log as it stands, and how to check it without this site. */
import type { CheckpointView } from '#modules/evidence/api.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Section } from '../../ui/layout.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { verifierFile } from './addresses.ts'
import { text } from './verify.text.ts'
import styles from './verify.module.css'

const LOG = '/api/v1/log'
const TILE_WIDTH = 256n

/** The first tile of a log: full, or as wide as the log is long. */
const firstTile = (size: string): string => (BigInt(size) >= TILE_WIDTH ? '000' : `000.p/${size}`)

const grouped = (size: string): string => size.replace(/\B(?=(\d{3})+$)/g, ',')

interface VerifyLogProps {
  readonly checkpoint: CheckpointView | null
  readonly verifierSha256: string
}

export const VerifyLog = ({ checkpoint, verifierSha256 }: VerifyLogProps) => {
  const say = useSay(text)
  const lang = useLang()
  if (!checkpoint) {
    return (
      <Section title={say('log')}>
        <EmptyState title={say('logEmpty')}>{say('logEmptyHint')}</EmptyState>
      </Section>
    )
  }
  const { size, at, root, vkey, note } = checkpoint
  const links = [
    { label: say('checkpointLink'), path: `${LOG}/checkpoint` },
    { label: say('tileLink'), path: `${LOG}/tile/0/${firstTile(size)}` },
    { label: say('entriesLink'), path: `${LOG}/tile/entries/${firstTile(size)}` },
  ]
  return (
    <>
      <Section title={say('log')}>
        <FactsTable
          rows={[
            { label: say('size'), value: <strong className={styles.size}>{grouped(size)}</strong> },
            { label: say('newest'), value: <time dateTime={at}>{formatInstant(at, lang, true)}</time> },
            { label: say('root'), value: <code className={styles.mono}>{root}</code> },
            { label: say('vkey'), value: <code className={styles.mono}>{vkey}</code> },
            { label: say('note'), value: <pre className={styles.code}>{note}</pre> },
          ]}
        />
      </Section>
      <Section title={say('outside')}>
        <p>{say('outsideCli')}</p>
        <p>
          <a href={verifierFile()}>{say('program')}</a>
        </p>
        <pre className={styles.code}>{`node zhepai-verify.mjs FILE --vkey '${vkey}'`}</pre>
        <p>{say('outsideSources')}</p>
        <pre className={styles.code}>npm ci && npm run build && sha256sum build/zhepai-verify.mjs</pre>
        <p>
          {say('outsideSums')} <code className={styles.mono}>{verifierSha256}</code>
        </p>
        <p>{say('outsideMirror')}</p>
        <ul className={styles.links}>
          {links.map(({ label, path }) => (
            <li key={path}>
              <a href={path}>{label}</a> <code className={styles.mono}>{path}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
