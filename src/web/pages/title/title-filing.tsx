/** What the parties of a joint development say of an application, at the desk of each of them and of the office. */
import { formatDate } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { actItems, ActRows, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { Draft } from '../../ui/draft.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { TextAreaField, TextField } from '../../ui/fields.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import styles from '../achievement/achievements.module.css'
import type { HandledLoaded, HandledOutcome } from '../achievement/achievement-loaded.ts'
import { text } from './title-filing.text.ts'

type Right = NonNullable<HandledLoaded['right']>
type Part = NonNullable<Right['filing']>['parts'][number]

const ACTS = ['objectToFiling', 'withdrawFilingObjection', 'giveUpShare'] as const
type FilingAct = (typeof ACTS)[number]
/** What lies behind is told in the table. */
const TOLD: readonly string[] = ['title.filing.already_objected', 'title.filing.given_up']
const LABELS = { objectToFiling: 'object', withdrawFilingObjection: 'withdraw', giveUpShare: 'giveUp' } as const
export const isFilingAct = (verdict: WordedAct<string>): verdict is WordedAct<FilingAct> => ACTS.some((act) => act === verdict.act)

const useSaid = () => {
  const say = useSay(text)
  const lang = useLang()
  return ({ objection, gaveUpAt }: Part): string => {
    if (gaveUpAt !== null) return say('gaveUp', { date: formatDate(gaveUpAt.slice(0, 10), lang) })
    return objection === null ? say('agrees') : say('objects', { date: formatDate(objection.objectedAt.slice(0, 10), lang), reason: objection.reason })
  }
}

export const Filing = ({ right, outcome }: { readonly right: Right; readonly outcome: HandledOutcome }) => {
  const say = useSay(text)
  const both = useInLang()
  const said = useSaid()
  const { filing } = right
  if (filing === null) return null
  const controls = {
    objectToFiling: (
      <ConfirmAct
        intent="objectToFiling"
        tone="quiet"
        outcome={outcome}
        label={say('object')}
        about={say('objectAbout')}
        consequences={[]}
        confirmLabel={say('objectConfirm')}
      >
        <Draft form={`filing:${right.achievementId}`}>
          <TextAreaField name="reason" label={say('reason')} isRequired rows={2} maxLength={500} />
        </Draft>
      </ConfirmAct>
    ),
    withdrawFilingObjection: (
      <ConfirmAct
        intent="withdrawFilingObjection"
        outcome={outcome}
        label={say('withdraw')}
        about={say('withdrawAbout')}
        consequences={[]}
        confirmLabel={say('withdrawConfirm')}
      />
    ),
    giveUpShare: (
      <ConfirmAct
        intent="giveUpShare"
        tone="quiet"
        isFinal
        outcome={outcome}
        label={say('giveUp')}
        about={say('giveUpAbout')}
        consequences={[]}
        confirmLabel={say('giveUpConfirm')}
      >
        <TextField name="note" label={say('note')} maxLength={500} />
      </ConfirmAct>
    ),
  }
  const acts = right.acts.filter(isFilingAct).filter(({ refusal }) => refusal === null || (filing.isOpen && !TOLD.includes(refusal.code)))
  return (
    <Section title={say('title')} isSheet id="filing">
      <Stack gap={16}>
        <p className={styles.meta}>{say('about')}</p>
        {filing.isOpen ? null : <p className={styles.meta}>{say('granted')}</p>}
        <FactsTable rows={filing.parts.map((part) => ({ label: both(part.name), value: said(part) }))} />
        <ActRows acts={actItems(acts, { label: (act) => say(LABELS[act]), control: (act) => controls[act] })} />
      </Stack>
    </Section>
  )
}
