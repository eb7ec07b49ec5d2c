/** Rights of a catalogued achievement at the desk: first refusal and burdens, with their acts. */
import { isAllowed } from '#kernel/acts.ts'
import type { RightAct } from '#modules/title/core/acts.ts'
import { PRECEDENCES } from '#modules/title/core/first-refusal.ts'
import { RECORDED } from '#modules/title/core/encumbrance.ts'
import { en, zh } from '#modules/title/messages.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { actItems, ActRows, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { RuleLink, StateBadge, type Tone } from '../../ui/badges.tsx'
import { Draft } from '../../ui/draft.tsx'
import { DateField, SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import styles from '../achievement/achievements.module.css'
import type { HandledLoaded, HandledOutcome } from '../achievement/achievement-loaded.ts'
import { text } from '../achievement/achievement.text.ts'
import { newAgreedPage } from '../trading/addresses.ts'
import { Filing } from './title-filing.tsx'
import { Holders } from './title-holders.tsx'
import { Origin } from './title-origin.tsx'

interface PanelProps {
  readonly loaded: HandledLoaded
  readonly outcome: HandledOutcome
}
type Round = HandledLoaded['rounds'][number]

const TONES: Readonly<Record<Round['state'], Tone>> = { open: 'active', waived: 'done', exercised: 'live', unanswered: 'failed', cancelled: 'neutral' }

export const TitlePanel = ({ loaded, outcome }: PanelProps) => {
  const { right } = loaded
  if (right === null || (right.acts.length === 0 && right.filing === null)) return null
  const concerns = (name: RightAct) => right.acts.some(({ act }) => act === name)
  return (
    <>
      {concerns('declareOrigin') ? <Origin right={right} outcome={outcome} /> : null}
      {concerns('declareHolders') ? <Holders right={right} outcome={outcome} /> : null}
      <Filing right={right} outcome={outcome} />
      {concerns('consent') ? <Consent right={right} outcome={outcome} /> : null}
      {(right.firstRefusal.isDue || right.holders.length > 1) && concerns('askFirstRefusal') ? <FirstRefusals loaded={loaded} outcome={outcome} /> : null}
      {concerns('recordEncumbrance') ? <Burdens right={right} outcome={outcome} /> : null}
    </>
  )
}

type Right = NonNullable<HandledLoaded['right']>
const only = <Act extends string>(acts: readonly WordedAct<Act>[], name: Act) => acts.filter(({ act }) => act === name)

const FirstRefusals = ({ loaded: { right, rounds }, outcome }: PanelProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const ask = (
    <ConfirmAct intent="ask" outcome={outcome} label={say('ask')} about={say('askAbout')} consequences={[]} confirmLabel={say('askConfirm')}>
      <Draft form="ask">
        <TextAreaField name="terms" label={say('terms')} help={say('termsHelp')} isRequired rows={4} maxLength={2000} />
        <MoneyField name="priceMinor" label={say('intended')} />
        {(right?.holders.length ?? 0) > 1 ? (
          <TextField name="shareBasisPoints" label={say('shareSold')} help={say('shareHelp')} inputMode="decimal" maxLength={6} />
        ) : null}
        <SelectField
          name="precedence"
          label={say('precedence')}
          help={say('precedenceHelp')}
          isRequired
          defaultValue="earliest"
          options={PRECEDENCES.map((value) => ({ value, label: word(`enum.title.precedence.${value}`) }))}
        />
        <TextAreaField name="silenceBasis" label={say('silenceBasis')} help={say('silenceHelp')} rows={2} maxLength={500} />
      </Draft>
    </ConfirmAct>
  )
  const latest = rounds.reduce<Round | undefined>((last, round) => (last === undefined || round.round > last.round ? round : last), undefined)
  const cancel = latest && (
    <ConfirmAct
      intent="cancel"
      tone="quiet"
      outcome={outcome}
      label={say('cancel')}
      about={say('cancelAbout')}
      consequences={[]}
      confirmLabel={say('cancelConfirm')}
      hidden={{ askId: latest.id }}
    >
      <TextAreaField name="reason" label={say('reason')} isRequired rows={2} maxLength={500} />
    </ConfirmAct>
  )
  return (
    <Section title={say('refusal')} isSheet id="first-refusal">
      <Stack gap={16}>
        {rounds.length === 0 ? <p className={styles.meta}>{say('refusalNone')}</p> : null}
        {rounds.map((round) => (
          <RoundOf key={round.id} round={round} />
        ))}
        <ActRows acts={actItems(only(right?.acts ?? [], 'askFirstRefusal'), { label: () => say('ask'), control: () => ask })} />
        {latest?.state === 'exercised' && isAllowed(latest.acts, 'cancel') ? (
          <>
            <p className={styles.meta}>{say('sellAbout')}</p>
            <LinkButton to={newAgreedPage()}>{say('sell')}</LinkButton>
          </>
        ) : null}
        {latest && isAllowed(latest.acts, 'cancel') ? cancel : null}
      </Stack>
    </Section>
  )
}

const RoundOf = ({ round }: { readonly round: Round }) => {
  const say = useSay(text)
  const lang = useLang()
  const both = useInLang()
  const word = useCodeText({ zh, en })
  return (
    <div>
      <p className={styles.name}>
        {say('round', { round: round.round })} <StateBadge tone={TONES[round.state]}>{word(`state.title.${round.state}`)}</StateBadge>
      </p>
      <p className={styles.meta}>
        {say('closes')} {formatEnd(round.closesAt, lang)} <RuleLink rule={round.rule} />
      </p>
      <p className={styles.quote}>{round.terms}</p>
      {round.shareBasisPoints === null ? null : <p className={styles.meta}>{say('shareOf', { percent: round.shareBasisPoints / 100 })}</p>}
      {round.answers.length > 1 ? <p className={styles.meta}>{word(`enum.title.precedence.${round.precedence}`)}</p> : null}
      <p className={styles.meta}>
        {say('silence')}
        {word(`enum.title.silence.${round.silence}`)}
      </p>
      <ul className={styles.list}>
        {round.answers.map((answer) => (
          <li key={answer.personId ?? answer.organisationId}>
            {both(answer.name)}（{word(`enum.title.basis.${answer.basis}`)}）·{' '}
            {answer.answer === null ? say('noAnswer') : word(`enum.title.answer.${answer.answer}`)}
            {answer.note === '' ? null : <span className={styles.meta}>{answer.note}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface RightProps {
  readonly right: Right
  readonly outcome: HandledOutcome
}

const Consent = ({ right, outcome }: RightProps) => {
  const say = useSay(text)
  const control = (
    <ConfirmAct intent="consent" outcome={outcome} label={say('consent')} about={say('consentAbout')} consequences={[]} confirmLabel={say('consentConfirm')} />
  )
  return (
    <Section title={say('consent')} isSheet>
      <ActRows acts={actItems(only(right.acts, 'consent'), { label: () => say('consent'), control: () => control })} />
    </Section>
  )
}

const Burdens = ({ right, outcome }: RightProps) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const live = right.encumbrances.filter(({ liftedAt }) => liftedAt === null)
  return (
    <Section title={say('burdens')} isSheet>
      <Stack gap={16}>
        {live.map((burden) => (
          <div key={burden.id}>
            <p className={styles.name}>
              {word(`enum.title.encumbrance.${burden.kind}`)}
              {burden.inFavourOf === '' ? '' : ` · ${burden.inFavourOf}`}
            </p>
            <p className={styles.meta}>{burden.note}</p>
            <ActRows
              acts={actItems(burden.acts, {
                label: () => say('lift'),
                control: () => (
                  <ConfirmAct
                    intent={`lift:${burden.id}`}
                    tone="quiet"
                    outcome={outcome}
                    label={say('lift')}
                    about={say('liftAbout')}
                    consequences={[]}
                    confirmLabel={say('liftConfirm')}
                  >
                    <TextAreaField name="reason" label={say('reason')} isRequired rows={2} maxLength={500} />
                  </ConfirmAct>
                ),
              })}
            />
          </div>
        ))}
        <ConfirmAct
          intent="burden"
          tone="quiet"
          isMultipart
          outcome={outcome}
          label={say('burden')}
          about={say('burdenAbout')}
          consequences={[]}
          confirmLabel={say('burdenConfirm')}
        >
          <Draft form={`burden:${right.achievementId}`}>
            <SelectField
              name="kind"
              label={say('kind')}
              isRequired
              options={RECORDED.map((value) => ({ value, label: word(`enum.title.encumbrance.${value}`) }))}
            />
            <TextField name="inFavourOf" label={say('inFavour')} maxLength={120} />
            <DateField name="to" label={say('until')} />
            <TextAreaField name="note" label={say('note')} isRequired rows={2} maxLength={500} />
          </Draft>
          <FileField name="paper" label={say('burdenPaper')} help={say('burdenPaperHelp')} />
        </ConfirmAct>
      </Stack>
    </Section>
  )
}
