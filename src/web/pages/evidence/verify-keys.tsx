/** The line of keys: which followed which, and whether the one before signed for it. Shown once there was a change. */
import type { KeyView } from '#modules/evidence/api.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { verifyFact } from './addresses.ts'
import { text } from './verify.text.ts'
import styles from './verify.module.css'

const HOW = { handed_over: 'keyHandedOver', accepted: 'keyAccepted' } as const

/** Above everything else on the page: nobody may overlook it. */
export const KeyWarning = ({ keys }: { readonly keys: readonly KeyView[] }) => {
  const say = useSay(text)
  if (keys.every(({ how }) => how !== 'accepted')) return null
  return (
    <Banner tone="warning" title={say('keyWarning')}>
      {say('keyWarningAbout')} <a href="#keys">{say('keys')}</a>
    </Banner>
  )
}

export const VerifyKeys = ({ keys }: { readonly keys: readonly KeyView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  if (keys.length < 2) return null
  return (
    <Section title={say('keys')} id="keys">
      <ol className={styles.keys}>
        {keys.map(({ vkey, how, reason, at, factId }) => (
          <li key={vkey}>
            <code className={styles.mono}>{vkey}</code>
            <p className={styles.note}>
              {say(how === null ? 'keyFirst' : HOW[how])}
              {at === null ? '' : ` · ${formatInstant(at, lang)}`}
              {reason === '' ? '' : ` · ${say('keyReason', { reason })}`}
              {factId === null ? null : (
                <>
                  {' · '}
                  <LocalLink to={verifyFact(factId)}>{say('keyRecord')}</LocalLink>
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
      <p>
        <a href="/api/v1/log/key-proofs">{say('keyProofs')}</a>
      </p>
    </Section>
  )
}
