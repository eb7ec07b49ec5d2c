/** Lists of the security page: passkeys, keys for programs, devices. */
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useReadAgain } from '../../live/use-read-again.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Button } from '../../ui/button.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { FreshFactor } from '../../ui/fresh-factor.tsx'
import { Section } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { text } from './account.text.ts'
import styles from './account.module.css'
import { addPasskey, canUsePasskeys, NeedsProof } from '../../shell/passkey.ts'
import { programOf } from './program.ts'
import type { SecurityOutcome } from './security-acts.server.ts'

interface Item {
  readonly id: string
  readonly name: string
  readonly createdAt: string
}

interface ListProps {
  readonly items: readonly Item[]
  readonly outcome: SecurityOutcome | undefined
}

export const Line = ({
  item,
  intent,
  label,
  verb,
  outcome,
}: {
  readonly item: Item
  readonly intent: string
  readonly label: ReactNode
  readonly verb: string
  readonly outcome: SecurityOutcome | undefined
}) => {
  const lang = useLang()
  return (
    <li>
      <span>
        {label} <span className={styles.meta}>{formatInstant(item.createdAt, lang)}</span>
      </span>
      <ActionForm intent={intent} outcome={outcome} hidden={{ id: item.id }} label={`${verb} ${item.name} ${item.createdAt}`}>
        <Submit tone="quiet">{verb}</Submit>
      </ActionForm>
    </li>
  )
}

export const Passkeys = ({ items, outcome, proofBy }: ListProps & { readonly proofBy: 'code' | 'password' | 'passkey' }) => {
  const say = useSay(text)
  const readAgain = useReadAgain()
  const [isPossible, setPossible] = useState<boolean | null>(null)
  const [problem, setProblem] = useState<'failed' | 'proof' | null>(null)
  useEffect(() => setPossible(canUsePasskeys()), [])
  const isProved = outcome?.ok === true && outcome.intent === 'prove'
  const add = async () => {
    try {
      await addPasskey()
      setProblem(null)
      await readAgain()
    } catch (error) {
      setProblem(error instanceof NeedsProof ? 'proof' : 'failed')
    }
  }
  return (
    <Section title={say('passkeys')} about={say('passkeysAbout')} isSheet>
      {items.length === 0 ? <p className={styles.meta}>{say('noPasskeys')}</p> : null}
      <ul className={styles.list}>
        {items.map((item) => (
          <Line key={item.id} item={item} intent="passkey-remove" label={item.name || say('passkeys')} verb={say('remove')} outcome={outcome} />
        ))}
      </ul>
      {problem === 'failed' ? <Banner tone="warning" title={say('passkeyFailed')} isResult /> : null}
      {problem === 'proof' && !isProved ? <ProofForm by={proofBy} outcome={outcome} /> : null}
      {isProved ? <Banner tone="success" title={say('proved')} isResult /> : null}
      {isPossible === false ? <p className={styles.meta}>{say('passkeyUnsupported')}</p> : null}
      {isPossible ? (
        <FormActions>
          <Button tone="quiet" icon={<IconFingerprint size={18} aria-hidden="true" />} onClick={() => void add()}>
            {say('addPasskey')}
          </Button>
        </FormActions>
      ) : null}
    </Section>
  )
}

/** Scripts ask for the passkey, so the proof before it has a form of its own. */
const ProofForm = ({ by, outcome }: { readonly by: string; readonly outcome: SecurityOutcome | undefined }) => {
  const isAskedAlready = outcome?.ok === false && outcome.intent === 'prove'
  return (
    <ActionForm intent="prove" outcome={outcome}>
      {isAskedAlready ? null : <FreshFactor id="prove-proofSecret" by={by} isBusy={false} hasFiles={false} />}
    </ActionForm>
  )
}

interface DevicesProps {
  readonly items: readonly (Item & { readonly userAgent: string; readonly isCurrent: boolean })[]
  readonly outcome: SecurityOutcome | undefined
}

export const Devices = ({ items, outcome }: DevicesProps) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Section title={say('sessions')} isSheet>
      <ul className={styles.list}>
        {items.map((item) =>
          item.isCurrent ? (
            <li key={item.id}>
              <span>
                {programOf(item.userAgent) || say('unknownDevice')} <span className={styles.meta}>{formatInstant(item.createdAt, lang)}</span>
              </span>
              <StateBadge tone="active">{say('thisSession')}</StateBadge>
            </li>
          ) : (
            <Line
              key={item.id}
              item={item}
              intent="session-end"
              label={programOf(item.userAgent) || say('unknownDevice')}
              verb={say('revoke')}
              outcome={outcome}
            />
          ),
        )}
      </ul>
    </Section>
  )
}
