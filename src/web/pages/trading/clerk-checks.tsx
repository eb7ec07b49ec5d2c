/** Title, price basis, content: each passed or returned by itself. */
import { isAllowed } from '#kernel/acts.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { useCodeText, useSay } from '../../i18n/lang.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { Row } from '../../ui/layout.tsx'
import styles from './clerk.module.css'
import type { ClerkLotData } from './lot-loaded.ts'
import { text } from './clerk.text.ts'

const TONE = { pending: 'waiting', passed: 'done', returned: 'failed' } as const

type Lot = ClerkLotData['lot']

interface ChecksProps {
  readonly lot: Lot
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Checks = ({ lot, outcome }: ChecksProps) => (
  <ol className={styles.cards}>
    {lot.checks.map((check) => (
      <CheckCard key={check.aspect} lot={lot} check={check} outcome={outcome} />
    ))}
  </ol>
)

const CheckCard = ({ lot, check, outcome }: ChecksProps & { readonly check: Lot['checks'][number] }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const { aspect } = check
  const isOpen = isAllowed(lot.acts, 'check') && check.outcome === 'pending'
  const name = word(`enum.listing.aspect.${aspect}`)
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <h3>{name}</h3>
        <StateBadge tone={TONE[check.outcome]}>{word(`enum.listing.check.${check.outcome}`)}</StateBadge>
      </div>
      <p className={styles.about}>{say(`about.${aspect}`)}</p>
      {check.reason ? <p>{check.reason}</p> : null}
      {isOpen ? (
        <Row>
          <ActionForm intent={`pass:${aspect}`} outcome={outcome} label={`${name} ${say('pass')}`}>
            <Submit>{say('pass')}</Submit>
          </ActionForm>
          <ConfirmAct intent={`return:${aspect}`} tone="quiet" outcome={outcome} label={say('return')} confirmLabel={say('returnConfirm')} consequences={[]}>
            <TextAreaField name="reason" label={say('reason')} help={say('reasonHelp')} isRequired rows={2} maxLength={500} />
          </ConfirmAct>
        </Row>
      ) : null}
    </li>
  )
}
