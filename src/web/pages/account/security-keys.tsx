/** Lists of the security page: passkeys, keys for programs, devices. */
import { IconFingerprint } from '@tabler/icons-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useRevalidator } from 'react-router'
import { formatInstant } from '../../i18n/dates.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { Button } from '../../ui/button.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { text } from './account.text.ts'
import styles from './account.module.css'
import { addPasskey, canUsePasskeys } from '../../shell/passkey.ts'
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

export const Passkeys = ({ items, outcome }: ListProps) => {
  const say = useSay(text)
  const { revalidate } = useRevalidator()
  const [isPossible, setPossible] = useState<boolean | null>(null)
  const [hasFailed, setFailed] = useState(false)
  useEffect(() => setPossible(canUsePasskeys()), [])
  const add = async () => {
    try {
      await addPasskey()
      setFailed(false)
      await revalidate()
    } catch {
      setFailed(true)
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
      {hasFailed ? <Banner tone="warning" title={say('passkeyFailed')} isResult /> : null}
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
                {item.userAgent || say('unknownDevice')} <span className={styles.meta}>{formatInstant(item.createdAt, lang)}</span>
              </span>
              <StateBadge tone="active">{say('thisSession')}</StateBadge>
            </li>
          ) : (
            <Line key={item.id} item={item} intent="session-end" label={item.userAgent || say('unknownDevice')} verb={say('revoke')} outcome={outcome} />
          ),
        )}
      </ul>
    </Section>
  )
}
