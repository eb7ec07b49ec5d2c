/** Registration: apply, wait for qualification, pay the deposit, get the number. */
import { isAllowed } from '#kernel/acts.ts'
import { useLang, useSay, localPath } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { useMarketSecond } from '../../live/market-clock.tsx'
import { toInstant } from '../../i18n/dates.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { CopyText } from '../../ui/copy-text.tsx'
import { Countdown } from '../../ui/countdown.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { CheckField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { LinkButton, LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { loginThen } from '../account/addresses.ts'
import { depositsPage, paymentsPage } from '../payment/addresses.ts'
import { depositPaperPage, lotPage } from './addresses.ts'
import { EnterpriseField } from './lot-enterprise.tsx'
import { ApplicationStateBadge } from './lot-state.tsx'
import styles from './lot.module.css'
import { text } from './lot.text.ts'
import type { LotPageData } from './lot-loaded.ts'

type Application = NonNullable<LotPageData['application']>

interface RegistrationProps {
  readonly lot: LotPageData['lot']
  readonly application: LotPageData['application']
  /** An objection holds the notice up, and registration stays open with it. */
  readonly isPaused: boolean
  readonly outcome: CommandOutcome<unknown> | undefined
}

/** What the state of the lot alone says stands on top; it is no reason of the reader's. */
const UNSAID: readonly (string | undefined)[] = ['listing.registration_not_open', 'listing.already_applied']

export const Registration = ({ lot, application, isPaused, outcome }: RegistrationProps) => {
  const say = useSay(text)
  const verdict = lot.acts.find(({ act }) => act === 'apply')
  const isOpen = verdict !== undefined && verdict.refusal?.code !== 'listing.registration_not_open'
  if (!isOpen && application === null) return null
  return (
    <section className={styles.register} aria-label={say('register')}>
      <h2>{say('register')}</h2>
      {isOpen && !isPaused && lot.registrationClosesAt !== null ? (
        <p className={styles.small}>
          {say('registerOpen')} <Countdown until={lot.registrationClosesAt} withMoment />
        </p>
      ) : null}
      {application === null ? null : <ApplicationState application={application} outcome={outcome} />}
      {verdict === undefined || UNSAID.includes(verdict.refusal?.code) ? null : <Apply lot={lot} isPaused={isPaused} verdict={verdict} outcome={outcome} />}
    </section>
  )
}

interface ApplyProps {
  readonly lot: LotPageData['lot']
  readonly isPaused: boolean
  readonly verdict: LotPageData['lot']['acts'][number]
  readonly outcome: CommandOutcome<unknown> | undefined
}

const Apply = ({ lot, isPaused, verdict, outcome }: ApplyProps) => {
  const say = useSay(text)
  const lang = useLang()
  const now = useMarketSecond()
  // The page may stand open longer than the registration.
  if (!isPaused && lot.registrationClosesAt !== null && now >= toInstant(lot.registrationClosesAt)) return <p>{say('registerClosed')}</p>
  if (verdict.refusal?.code === 'request.unauthorized')
    return (
      <>
        <p className={styles.small}>{say('mustLogin')}</p>
        <LinkButton to={loginThen(localPath(lang, lotPage(lot.id)))}>{say('login')}</LinkButton>
      </>
    )
  if (verdict.refusal?.code === 'request.forbidden') return <p className={styles.small}>{say('enterprisesOnly')}</p>
  if (verdict.refusal !== null) return <p className={styles.small}>{verdict.reason}</p>
  return (
    <ActionForm intent="apply" outcome={outcome} label={say('register')}>
      {/* Not kept: one statement and a tick, in a room that must open fast. */}
      <FactsTable rows={[{ label: say('deposit'), value: <Price minor={lot.depositMinor} isExact size="s" /> }]} />
      <EnterpriseField />
      <TextAreaField name="statement" label={say('statement')} rows={3} maxLength={4000} />
      <p className={styles.small}>{say('undertaking')}</p>
      <CheckField name="undertakingAccepted" label={say('undertakingRead')} isRequired />
      <Submit>{say('apply')}</Submit>
    </ActionForm>
  )
}

const useStateText = (application: Application): string => {
  const say = useSay(text)
  switch (application.state) {
    case 'applied':
      return say('applied')
    case 'qualified':
      return say(application.instrumentId === null ? 'qualified' : 'paperInCheck')
    case 'confirmed':
      if (application.depositState === 'released') return say('returned')
      return application.depositState === 'kept'
        ? say('kept')
        : say(application.depositKind === 'cash' ? 'confirmed' : 'confirmedByPaper', { number: application.bidderNumber ?? '' })
    case 'refused':
      return say('refusedApplication', { reason: application.reason ?? '' })
    default:
      return say('lapsed')
  }
}

const ToPay = ({ application }: { readonly application: Application }) => {
  const say = useSay(text)
  return (
    <>
      <FactsTable
        rows={[
          { label: say('deposit'), value: <Price minor={application.depositMinor} isExact withCapital size="s" /> },
          {
            label: say('reference'),
            value: application.depositReference === null ? null : <CopyText label={say('reference')}>{application.depositReference}</CopyText>,
          },
          { label: say('depositDue'), value: application.depositDueAt === null ? null : <Countdown until={application.depositDueAt} withMoment /> },
        ]}
      />
      <LocalLink to={paymentsPage()}>{say('payWhere')}</LocalLink>
      {isAllowed(application.acts, 'secure') ? (
        <LinkButton to={depositPaperPage(application.lotId)} variant="default">
          {say('depositPaper')}
        </LinkButton>
      ) : null}
    </>
  )
}

const ApplicationState = ({ application, outcome }: { readonly application: Application; readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  const words = useStateText(application)
  return (
    <>
      <ApplicationStateBadge state={application.state} />
      <p>{words}</p>
      {application.state === 'qualified' && application.instrumentId !== null ? <LocalLink to={depositsPage()}>{say('myDeposits')}</LocalLink> : null}
      {application.state === 'qualified' && application.instrumentId === null ? <ToPay application={application} /> : null}
      {isAllowed(application.acts, 'withdraw') ? (
        <ConfirmAct
          intent="withdrawApplication"
          tone="quiet"
          outcome={outcome}
          label={say('withdrawApplication')}
          confirmLabel={say('withdrawConfirm')}
          about={say('withdrawAbout')}
          consequences={[]}
          hidden={{ applicationId: application.id }}
        />
      ) : null}
    </>
  )
}
