/** What the viewer may do with an achievement now. */
import type { ReactNode } from 'react'
import { isAllowed } from '#kernel/acts.ts'
import type { AchievementAct } from '#modules/achievement/core/acts.ts'
import { DECISIONS } from '#modules/achievement/core/words.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import { ActPanel, ConfirmAct, type ActItem } from '../../ui/acts.tsx'
import { Draft } from '../../ui/draft.tsx'
import { DateField, RadioField, SelectField, TextAreaField, TextField } from '../../ui/fields.tsx'
import { LinkButton } from '../../ui/links.tsx'
import { disclosurePage } from './addresses.ts'
import { newLotPage } from '../trading/addresses.ts'
import { achievementWord, wordOptions } from './achievements-words.ts'
import type { HandledLoaded, HandledOutcome } from './achievement-loaded.ts'
import { text } from './achievement.text.ts'

interface ActsProps {
  readonly loaded: HandledLoaded
  readonly outcome: HandledOutcome
}

type Say = (key: keyof (typeof text)['zh'], params?: Readonly<Record<string, unknown>>) => string

interface Making extends ActsProps {
  readonly say: Say
  readonly lang: 'zh' | 'en'
}

const reasonField = (say: Say) => <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={500} />

const writerActs = ({ loaded: { achievement, personId }, outcome, say }: Making): ActItem[] => {
  const may = (act: AchievementAct) => isAllowed(achievement.acts, act)
  const mine = achievement.confidential?.completers.find((completer) => completer.personId === personId)
  const share = mine === undefined ? '' : `${mine.shareBasisPoints / 100}%`
  const consequences = [{ label: say('share'), value: share }]
  return [
    ...(may('edit') ? [{ key: 'edit', label: say('edit'), control: <LinkButton to={disclosurePage(achievement.id)}>{say('edit')}</LinkButton> }] : []),
    ...(may('confirmContribution')
      ? [
          {
            key: 'confirm',
            label: say('confirm'),
            control: (
              <ConfirmAct
                intent="confirm"
                outcome={outcome}
                label={say('confirm')}
                about={say('confirmAbout', { share })}
                consequences={consequences}
                confirmLabel={say('confirmYes')}
              />
            ),
          },
          {
            key: 'contest',
            label: say('contest'),
            control: (
              <ConfirmAct
                intent="contest"
                tone="quiet"
                outcome={outcome}
                label={say('contest')}
                about={say('contestAbout')}
                consequences={consequences}
                confirmLabel={say('contestConfirm')}
              >
                <TextAreaField name="remark" label={say('reason')} isRequired rows={3} maxLength={500} />
              </ConfirmAct>
            ),
          },
        ]
      : []),
    ...(may('withdraw')
      ? [
          {
            key: 'withdraw',
            label: say('withdraw'),
            control: (
              <ConfirmAct
                intent="withdraw"
                tone="quiet"
                outcome={outcome}
                label={say('withdraw')}
                about={say('withdrawAbout')}
                consequences={[]}
                confirmLabel={say('withdrawConfirm')}
              />
            ),
          },
        ]
      : []),
  ]
}

const officerActs = ({ loaded: { achievement }, outcome, say, lang }: Making): ActItem[] => {
  const may = (act: AchievementAct) => isAllowed(achievement.acts, act)
  return [
    ...(may('assess')
      ? [
          {
            key: 'assess',
            label: say('assess'),
            control: (
              <ConfirmAct
                intent="assess"
                outcome={outcome}
                label={say('assess')}
                about={say('assessAbout')}
                consequences={[]}
                confirmLabel={say('assessConfirm')}
              >
                <Draft form="assess">
                  <RadioField name="decision" label={say('decide')} isRequired options={wordOptions('decision', DECISIONS, lang)} />
                  <TextAreaField name="note" label={say('note')} rows={3} maxLength={1000} />
                  <DateField name="dueOn" label={say('dueOn')} />
                </Draft>
              </ConfirmAct>
            ),
          },
        ]
      : []),
    ...(may('returnToResearcher')
      ? [
          {
            key: 'return',
            label: say('returnAct'),
            control: (
              <ConfirmAct
                intent="return"
                tone="quiet"
                outcome={outcome}
                label={say('returnAct')}
                about={say('returnAbout')}
                consequences={[]}
                confirmLabel={say('returnConfirm')}
              >
                {reasonField(say)}
              </ConfirmAct>
            ),
          },
        ]
      : []),
    ...(may('recordFiling')
      ? [
          {
            key: 'filing',
            label: say('filing'),
            control: (
              <ConfirmAct
                intent="filing"
                outcome={outcome}
                label={say('filing')}
                about={say('filingAbout')}
                consequences={[]}
                confirmLabel={say('filingConfirm')}
              >
                <TextField name="number" label={say('number')} isRequired maxLength={30} />
              </ConfirmAct>
            ),
          },
        ]
      : []),
  ]
}

const approverActs = ({ loaded: { achievement }, outcome, say, lang }: Making): ActItem[] => {
  const decision = achievementWord('decision', achievement.confidential?.decision ?? null, lang)
  const verdict = achievement.acts.find(({ act }) => act === 'approve')
  if (verdict === undefined || verdict.refusal?.code === 'achievement.wrong_state') return []
  const approve: ReactNode = (
    <ConfirmAct
      intent="approve"
      outcome={outcome}
      label={say('approve')}
      about={say('approveAbout', { decision })}
      consequences={[{ label: say('decision'), value: decision }]}
      confirmLabel={say('approveConfirm')}
    />
  )
  return [
    { key: 'approve', label: say('approve'), reason: verdict.reason, control: approve },
    ...(isAllowed(achievement.acts, 'sendBack')
      ? [
          {
            key: 'sendBack',
            label: say('sendBack'),
            control: (
              <ConfirmAct
                intent="sendBack"
                tone="quiet"
                outcome={outcome}
                label={say('sendBack')}
                about={say('sendBackAbout')}
                consequences={[]}
                confirmLabel={say('sendBackConfirm')}
              >
                {reasonField(say)}
              </ConfirmAct>
            ),
          },
        ]
      : []),
  ]
}

const linkActs = ({ loaded: { achievement, people }, outcome, say }: Making): ActItem[] => {
  const unlinked = achievement.confidential?.completers.filter(({ personId }) => personId === null) ?? []
  if (!isAllowed(achievement.acts, 'linkCompleter')) return []
  return [
    {
      key: 'link',
      label: say('link'),
      control: (
        <ConfirmAct intent="link" outcome={outcome} label={say('link')} about={say('linkAbout')} consequences={[]} confirmLabel={say('linkConfirm')}>
          <SelectField
            name="position"
            label={say('completer')}
            isRequired
            options={unlinked.map(({ position, name }) => ({ value: String(position), label: name }))}
          />
          <SelectField name="personId" label={say('account')} isRequired options={people} />
        </ConfirmAct>
      ),
    },
  ]
}

const offerActs = ({ loaded: { mayOffer }, say }: Making): ActItem[] =>
  mayOffer
    ? [
        {
          key: 'offer',
          label: say('offer'),
          control: (
            <LinkButton to={newLotPage()} fullWidth>
              {say('offer')}
            </LinkButton>
          ),
        },
      ]
    : []

export const AchievementActs = ({ loaded, outcome }: ActsProps) => {
  const say = useSay(text)
  const lang = useLang()
  const making: Making = { loaded, outcome, say, lang }
  return (
    <ActPanel title={say('acts')} acts={[...writerActs(making), ...officerActs(making), ...approverActs(making), ...linkActs(making), ...offerActs(making)]} />
  )
}
