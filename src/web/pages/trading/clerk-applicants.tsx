/** Applicants of a lot: qualified, or refused with a reason. Numbers are not shown to staff. */
import type { ReactNode } from 'react'
import type { ApplicationAct } from '#modules/listing/core/acts.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { actItems, ActRows, ConfirmAct } from '../../ui/acts.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Row } from '../../ui/layout.tsx'
import { UnverifiedAgentMark } from '../../ui/name-mark.tsx'
import { Price } from '../../ui/price.tsx'
import { ApplicationStateBadge } from './lot-state.tsx'
import styles from './clerk.module.css'
import type { ClerkLotData } from './lot-loaded.ts'
import { text } from './clerk.text.ts'

interface ApplicantsProps {
  readonly data: ClerkLotData
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Applicants = ({ data: { applicants, unverified }, outcome }: ApplicantsProps) => {
  const say = useSay(text)
  if (applicants.length === 0) return <p className={styles.about}>{say('noApplicants')}</p>
  return (
    <ol className={styles.cards}>
      {applicants.map((application) => (
        <Applicant key={application.id} application={application} isUnverified={unverified.includes(application.organisationId)} outcome={outcome} />
      ))}
    </ol>
  )
}

interface ApplicantProps {
  readonly application: ClerkLotData['applicants'][number]
  readonly isUnverified: boolean
  readonly outcome: ApplicantsProps['outcome']
}

const Applicant = ({ application, isUnverified, outcome }: ApplicantProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const name = inLang(application.organisationName)
  const controls: Readonly<Partial<Record<ApplicationAct, ReactNode>>> = {
    qualify: (
      <ConfirmAct
        intent={`qualify:${application.id}`}
        outcome={outcome}
        label={say('qualify')}
        confirmLabel={say('qualifyConfirm')}
        consequences={[
          { label: say('applicant'), value: name },
          { label: say('deposit'), value: <Price minor={application.depositMinor} isExact withCapital size="s" /> },
        ]}
      />
    ),
    refuse: (
      <ConfirmAct
        intent={`refuse:${application.id}`}
        tone="quiet"
        isFinal
        outcome={outcome}
        label={say('refuse')}
        confirmLabel={say('refuseConfirm')}
        consequences={[{ label: say('applicant'), value: name }]}
      >
        <TextAreaField name="reason" label={say('refuseReason')} isRequired rows={2} maxLength={500} />
      </ConfirmAct>
    ),
  }
  const items = actItems(application.acts, { label: (act) => say(act === 'refuse' ? 'refuse' : 'qualify'), control: (act) => controls[act] })
  return (
    <li className={styles.card}>
      <div className={styles.cardHead}>
        <h3>{name}</h3>
        <ApplicationStateBadge state={application.state} />
        {isUnverified ? <UnverifiedAgentMark /> : null}
      </div>
      <FactsTable
        rows={[
          { label: say('applied'), value: formatInstant(application.appliedAt, lang) },
          { label: say('statement'), value: application.statement },
          {
            label: say('deposit'),
            value: (
              <>
                <Price minor={application.depositMinor} size="s" /> {word(`enum.listing.depositKind.${application.depositKind}`)} ·{' '}
                {word(`enum.listing.deposit.${application.depositState}`)}
              </>
            ),
          },
          { label: say('refuseReason'), value: application.reason },
        ]}
      />
      {items.length === 0 ? null : (
        <Row>
          <ActRows acts={items} />
        </Row>
      )}
    </li>
  )
}
