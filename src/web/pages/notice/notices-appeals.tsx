/** Appeals of people who lost the right to object: decided by another officer than the one who took it. */
import { formatInstant } from '../../i18n/dates.ts'
import { texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import type { BarView, NoticeView } from '#modules/notice/api.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { Row, Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { noticePage } from './addresses.ts'
import styles from './notices.module.css'

const text = texts({
  zh: {
    title: '复核申请',
    about: '对认定恶意异议不服的复核，由作出认定者以外的受理员办理。',
    person: '申请人',
    until: '限制期至',
    grounds: '原异议理由',
    reason: '认定理由',
    appeal: '复核理由',
    keep: '维持限制',
    keepConfirm: '确认维持',
    lift: '撤销限制',
    liftConfirm: '确认撤销',
    answer: '复核意见',
  },
  en: {
    title: 'Appeals',
    about: 'Against the finding that an objection was frivolous; heard by another clerk than the one who decided.',
    person: 'By',
    until: 'No objections until',
    grounds: 'Grounds of the objection',
    reason: 'Why it was found frivolous',
    appeal: 'Appeal',
    keep: 'Keep',
    keepConfirm: 'The right stays away',
    lift: 'Lift',
    liftConfirm: 'Give the right back',
    answer: 'Answer',
  },
})

type Appeal = BarView & {
  readonly person: { readonly id: string; readonly name: { readonly zh: string; readonly en: string } }
  readonly notice: NoticeView
  readonly grounds: string
  /** Why this clerk may not decide; null: may. */
  readonly against: string | null
}

interface AppealsProps {
  readonly appeals: readonly Appeal[]
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Appeals = ({ appeals, outcome }: AppealsProps) => {
  const say = useSay(text)
  if (appeals.length === 0) return null
  return (
    <Section title={say('title')} about={say('about')} id="appeals">
      <Stack gap={24}>
        {appeals.map((appeal) => (
          <AppealSheet key={appeal.objectionId} appeal={appeal} outcome={outcome} />
        ))}
      </Stack>
    </Section>
  )
}

const AppealSheet = ({ appeal, outcome }: { readonly appeal: Appeal; readonly outcome: AppealsProps['outcome'] }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { notice } = appeal
  return (
    <Section title={<LocalLink to={noticePage(notice.id)}>{both(notice.title)}</LocalLink>} aside={notice.number} isSheet id={appeal.objectionId}>
      <FactsTable
        columns={2}
        rows={[
          { label: say('person'), value: both(appeal.person.name) },
          { label: say('until'), value: formatInstant(appeal.until, lang) },
        ]}
      />
      {(['grounds', 'reason', 'appeal'] as const).map((part) => (
        <div key={part}>
          <h3>{say(part)}</h3>
          <p className={styles.quote}>{appeal[part]}</p>
        </div>
      ))}
      {appeal.against === null ? (
        <Row>
          {(['lift', 'keep'] as const).map((verb) => (
            <ConfirmAct
              key={verb}
              intent={`${verb}:${appeal.objectionId}`}
              tone={verb === 'lift' ? 'main' : 'quiet'}
              outcome={outcome}
              label={say(verb)}
              consequences={[{ label: say('person'), value: both(appeal.person.name) }]}
              confirmLabel={say(`${verb}Confirm`)}
            >
              <TextAreaField name="reason" label={say('answer')} isRequired maxLength={2000} />
            </ConfirmAct>
          ))}
        </Row>
      ) : (
        <Banner tone="warning">{appeal.against}</Banner>
      )}
    </Section>
  )
}
