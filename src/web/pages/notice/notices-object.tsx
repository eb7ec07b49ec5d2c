/** Objecting to a notice: own objections, the form for the grounds that are left, and what stands against it. */
import { isAllowed } from '#kernel/acts.ts'
import type { NoticeAct } from '#modules/notice/core/acts.ts'
import type { Api } from '../../contract.ts'
import { formatDate, formatInstant } from '../../i18n/dates.ts'
import { localPath, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { SelectField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Row, Section, Stack } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { loginThen } from '../account/addresses.ts'
import { noticePage } from './addresses.ts'
import { text } from './notices-notice.text.ts'
import { noticeOptions, noticeStateWord, noticeWord, objectionTones } from './notices-words.ts'
import styles from './notices.module.css'

type Got = Awaited<ReturnType<Api['notice']['get']>>
export type Notice = Omit<Got, 'acts'> & { readonly acts: readonly WordedAct<NoticeAct>[] }

interface ObjectingProps {
  readonly notice: Notice
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Objecting = ({ notice, outcome }: ObjectingProps) => {
  const say = useSay(text)
  const verdict = notice.acts.find(({ act }) => act === 'object')
  const code = verdict?.refusal?.code
  return (
    <Section title={say('object')} isSheet id="object">
      {notice.own.map((objection) => (
        <Own key={objection.id} objection={objection} outcome={outcome} />
      ))}
      {notice.bar === null ? null : <Barred bar={notice.bar} outcome={outcome} />}
      {isAllowed(notice.acts, 'object') ? <ObjectForm notice={notice} outcome={outcome} /> : null}
      {code === 'request.unauthorized' ? <LogIn noticeId={notice.id} /> : null}
      {code === undefined || code === 'request.unauthorized' || code === 'notice.barred' ? null : <p>{verdict?.reason}</p>}
    </Section>
  )
}

const Own = ({ objection, outcome }: { readonly objection: Notice['own'][number]; readonly outcome: ObjectingProps['outcome'] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <div className={styles.objection}>
      <Row>
        <strong>
          {say('mine')} · {noticeWord('ground', objection.ground, lang)}
        </strong>
        <StateBadge tone={objectionTones[objection.state]}>{noticeStateWord(objection.state, lang, 'objection')}</StateBadge>
      </Row>
      <p className={styles.quote}>{objection.grounds}</p>
      {isAllowed(objection.acts, 'retract') ? (
        <ConfirmAct
          intent="retract"
          tone="quiet"
          outcome={outcome}
          label={say('retract')}
          about={say('retractAbout')}
          consequences={[]}
          confirmLabel={say('retractConfirm')}
          hidden={{ id: objection.id }}
        />
      ) : null}
    </div>
  )
}

const ObjectForm = ({ notice, outcome }: Pick<ObjectingProps, 'notice' | 'outcome'>) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <ActionForm intent="object" outcome={outcome} label={say('object')}>
      <Draft form="object">
        <p>{say('objectAbout')}</p>
        <SelectField name="ground" label={say('ground')} help={say('groundHelp')} isRequired options={noticeOptions('ground', notice.openGrounds, lang)} />
        <TextAreaField name="grounds" label={say('grounds')} help={say('groundsHelp')} isRequired rows={5} maxLength={5000} />
        <TextAreaField name="evidence" label={say('proof')} help={say('proofHelp')} rows={3} maxLength={10_000} />
        <FormActions>
          <Submit>{say('submit')}</Submit>
        </FormActions>
      </Draft>
    </ActionForm>
  )
}

/** Why nothing may be objected to for a time, and the way to another officer. */
const Barred = ({ bar, outcome }: { readonly bar: NonNullable<Notice['bar']>; readonly outcome: ObjectingProps['outcome'] }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Stack>
      <Banner tone="warning" title={say('barred', { until: formatDate(bar.until.slice(0, 10), lang) })}>
        {say('barredReason', { reason: bar.reason })}
      </Banner>
      <p>{noticeStateWord(bar.state, lang, 'bar')}</p>
      {bar.reviewReason === '' ? null : <p className={styles.quote}>{bar.reviewReason}</p>}
      {isAllowed(bar.acts, 'appeal') ? (
        <ConfirmAct
          intent="appeal"
          outcome={outcome}
          label={say('appeal')}
          about={say('appealAbout', { until: formatInstant(bar.appealBy, lang) })}
          consequences={[]}
          confirmLabel={say('appealConfirm')}
          hidden={{ id: bar.objectionId }}
        >
          <TextAreaField name="reason" label={say('appealReason')} isRequired rows={4} maxLength={2000} />
        </ConfirmAct>
      ) : null}
    </Stack>
  )
}

const LogIn = ({ noticeId }: { readonly noticeId: string }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <Stack>
      <p>{say('objectAbout')}</p>
      <LinkButton to={loginThen(localPath(lang, noticePage(noticeId)))}>{say('login')}</LinkButton>
    </Stack>
  )
}
