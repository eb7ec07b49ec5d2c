/** What was asked in a slot and what everybody was told; the form to ask, and the forms to answer or decline. */
import { isAllowed } from '#kernel/acts.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { localPath } from '../../i18n/lang.ts'
import { useVisit } from '../../shell/market.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { StateBadge } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { RadioField, SelectField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { loginThen } from '../account/addresses.ts'
import { slotPage } from './addresses.ts'
import { QUESTION_TONES, SHORT_DIGEST, type Question, type Slot } from './roadshow-words.ts'
import styles from './roadshow.module.css'
import { text } from './roadshow.text.ts'
import type { SlotProps } from './slot-acts.tsx'

export const Questions = ({ slot, outcome }: SlotProps) => {
  const say = useSay(text)
  return (
    <Section
      title={say('questions')}
      about={`${say('questionsAbout')} ${say('counts', { answered: slot.answeredCount, open: slot.openCount })}`}
      id="questions"
    >
      {slot.questions.length === 0 ? <EmptyState title={say('questionsNone')}>{say('questionsNoneAbout')}</EmptyState> : null}
      {slot.isCut ? <p>{say('cut')}</p> : null}
      <ol className={styles.questions}>
        {slot.questions.map((question) => (
          <li key={question.id} id={question.id}>
            <Asked question={question} />
            <Answered question={question} seller={slot.seller} />
            <QuestionActs question={question} outcome={outcome} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const Asked = ({ question }: { readonly question: Question }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const who = question.asker === null ? say('number', { number: question.askerNumber }) : both(question.asker.name)
  return (
    <>
      <div className={styles.who}>
        <strong>{question.isMine ? `${who} · ${say('mine')}` : who}</strong>
        <StateBadge tone={QUESTION_TONES[question.state]}>{say(`question.${question.state}`)}</StateBadge>
        <span className={styles.sub}>{formatInstant(question.askedAt, lang)}</span>
      </div>
      <p className={styles.text}>{question.question}</p>
    </>
  )
}

const Answered = ({ question: { answer, decidedAt, digest, reason, state }, seller }: { readonly question: Question } & Pick<Slot, 'seller'>) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  if (answer !== null)
    return (
      <div className={styles.answer}>
        <strong>{both(seller.name)}</strong> <span className={styles.sub}>{decidedAt === null ? null : formatInstant(decidedAt, lang)}</span>
        <p className={styles.text}>{answer}</p>
        <span className={styles.sub} title={digest ?? undefined}>
          {say('digest', { digest: `${(digest ?? '').slice(0, SHORT_DIGEST)}…` })}
        </span>
      </div>
    )
  if (reason !== null) return <p className={styles.sub}>{say('declinedFor', { reason })}</p>
  return state === 'lapsed' ? <p className={styles.sub}>{say('lapsedAbout')}</p> : null
}

const QuestionActs = ({ question: { id, acts }, outcome }: { readonly question: Question } & Pick<SlotProps, 'outcome'>) => {
  const say = useSay(text)
  const hidden = { questionId: id }
  if (!acts.some(({ refusal }) => refusal === null)) return null
  return (
    <div className={styles.acts}>
      {isAllowed(acts, 'answer') ? (
        <ConfirmAct
          intent={`answer:${id}`}
          outcome={outcome}
          hidden={hidden}
          label={say('answer')}
          about={say('answerAbout')}
          consequences={[]}
          confirmLabel={say('answer')}
        >
          <TextAreaField name="answer" label={say('answerText')} isRequired rows={5} maxLength={4000} />
        </ConfirmAct>
      ) : null}
      {isAllowed(acts, 'decline') ? (
        <ConfirmAct
          intent={`decline:${id}`}
          outcome={outcome}
          hidden={hidden}
          label={say('decline')}
          about={say('declineAbout')}
          consequences={[]}
          confirmLabel={say('decline')}
          tone="quiet"
        >
          <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={500} />
        </ConfirmAct>
      ) : null}
    </div>
  )
}

interface Asker {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
}

export const AskForm = ({ slot, askers, outcome }: SlotProps & { readonly askers: readonly Asker[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const { viewer } = useVisit()
  if (viewer === null && (slot.phase === 'coming' || slot.phase === 'on'))
    return (
      <LinkButton to={loginThen(localPath(lang, slotPage(slot.id)))} variant="default">
        {say('askLogIn')}
      </LinkButton>
    )
  if (!isAllowed(slot.acts, 'ask')) return null
  return (
    <Section title={say('ask')} about={say('askAbout')} isSheet id="ask">
      <ActionForm intent="ask" outcome={outcome} label={say('ask')}>
        <Draft form={`question:${slot.id}`}>
          <TextAreaField name="question" label={say('question')} isRequired rows={4} maxLength={1000} />
          <RadioField
            name="shownAs"
            label={say('shownAs')}
            defaultValue="number"
            options={(['number', 'name'] as const).map((value) => ({ value, label: say(`shownAs.${value}`) }))}
          />
          {askers.length > 1 ? (
            <SelectField
              name="organisationId"
              label={say('organisation')}
              isRequired
              options={askers.map(({ id, name }) => ({ value: id, label: both(name) }))}
            />
          ) : null}
        </Draft>
        <FormActions>
          <Submit>{say('ask')}</Submit>
        </FormActions>
      </ActionForm>
    </Section>
  )
}
