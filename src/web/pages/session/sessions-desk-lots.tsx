/** Lots of a clerk's session: their order, what is asked for, what could be put in. */
import { isAllowed } from '#kernel/acts.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { ConfirmAct } from '../../ui/acts.tsx'
import { Button } from '../../ui/button.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, Submit } from '../../ui/form.tsx'
import { Section } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import { lotPage } from '../trading/addresses.ts'
import { RunningOrder } from './running-order.tsx'
import type { Entry } from './session-words.ts'
import type { DeskLoaded, DeskOutcome } from './sessions-desk-loaded.ts'
import styles from './sessions-desk.module.css'
import { text } from './sessions-desk.text.ts'

interface LotsProps extends Pick<DeskLoaded, 'session'> {
  readonly outcome: DeskOutcome
}

export const OrderedLots = ({ session, outcome }: LotsProps) => {
  const say = useSay(text)
  const shown = session.entries.filter(({ standing }) => standing === 'admitted' || standing === 'released')
  return (
    <Section title={say('order')} about={say('orderAbout')} id="order">
      {shown.length === 0 ? (
        <EmptyState title={say('orderNone')}>{say('orderNoneAbout')}</EmptyState>
      ) : (
        <RunningOrder entries={shown} aside={(entry) => <EntryActs entry={entry} count={shown.length} outcome={outcome} />} />
      )}
    </Section>
  )
}

interface EntryProps {
  readonly entry: Entry
  readonly outcome: DeskOutcome
}

/** Plain buttons of a form: they work before any script does. */
const EntryActs = ({ entry, count, outcome }: EntryProps & { readonly count: number }) => {
  const say = useSay(text)
  const lot = entry.lotNumber
  const act = (intent: 'up' | 'down' | 'remove', isDisabled: boolean) => (
    <ActionForm key={intent} intent={`${intent}:${entry.id}`} outcome={outcome} hidden={{ entryId: entry.id }} label={say(`${intent}Of`, { lot })}>
      <Button type="submit" tone="quiet" disabled={isDisabled} aria-label={say(`${intent}Of`, { lot })}>
        {say(intent)}
      </Button>
    </ActionForm>
  )
  const buttons = [
    ...(isAllowed(entry.acts, 'move') && count > 1 ? [act('up', entry.place === 1), act('down', entry.place === count)] : []),
    ...(isAllowed(entry.acts, 'remove') ? [act('remove', false)] : []),
  ]
  return buttons.length === 0 ? null : <div className={styles.acts}>{buttons}</div>
}

export const AskedLots = ({ session, outcome }: LotsProps) => {
  const say = useSay(text)
  const both = useInLang()
  const lang = useLang()
  const asked = session.entries.filter(({ standing }) => standing === 'asked')
  if (asked.length === 0) return null
  return (
    <Section title={say('asked')} about={say('askedAbout')} id="asked">
      <ul className={styles.list}>
        {asked.map((entry) => (
          <li key={entry.id}>
            <div>
              <LocalLink to={lotPage(entry.lotId)}>{both(entry.title)}</LocalLink>
              <p>{[entry.lotNumber, both(entry.seller.name), entry.opensAt === null ? '' : formatInstant(entry.opensAt, lang)].filter(Boolean).join(' · ')}</p>
            </div>
            <Decide entry={entry} outcome={outcome} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Decide = ({ entry, outcome }: EntryProps) => {
  const say = useSay(text)
  return (
    <div className={styles.acts}>
      {isAllowed(entry.acts, 'admit') ? (
        <ActionForm intent={`admit:${entry.id}`} outcome={outcome} hidden={{ entryId: entry.id }}>
          <Submit>{say('admit')}</Submit>
        </ActionForm>
      ) : null}
      <ConfirmAct
        intent={`decline:${entry.id}`}
        outcome={outcome}
        hidden={{ entryId: entry.id }}
        label={say('decline')}
        about={say('declineAbout')}
        consequences={[]}
        confirmLabel={say('decline')}
        tone="quiet"
      >
        <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={500} />
      </ConfirmAct>
    </div>
  )
}

export const Candidates = ({ lots, outcome }: { readonly lots: DeskLoaded['candidates']; readonly outcome: DeskOutcome }) => {
  const say = useSay(text)
  const both = useInLang()
  const lang = useLang()
  return (
    <Section title={say('add')} about={say('addAbout')} id="add">
      {lots.length === 0 ? <EmptyState title={say('addNone')}>{say('addNoneAbout')}</EmptyState> : null}
      <ul className={styles.list}>
        {lots.map((lot) => (
          <li key={lot.id}>
            <div>
              <LocalLink to={lotPage(lot.id)}>{both(lot.title)}</LocalLink>
              <p>
                {[lot.number, both(lot.organiser.name), formatInstant(lot.startsAt, lang)].join(' · ')} <Price minor={lot.startingPriceMinor} size="s" />
              </p>
            </div>
            <ActionForm intent={`addLot:${lot.id}`} outcome={outcome} hidden={{ lotId: lot.id }} label={`${say('add')} ${lot.number}`}>
              <Submit tone="quiet">{say('add')}</Submit>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Section>
  )
}
