/** A negotiated price: what it says in rows, and the part of the page where others register and bid. */
import { isAllowed } from '#kernel/acts.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { formatEnd } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ActPanel, actItems, ConfirmAct } from '../../ui/acts.tsx'
import { FactsTable, type FactRow } from '../../ui/facts-table.tsx'
import { TextAreaField } from '../../ui/fields.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Price } from '../../ui/price.tsx'
import { noticePage } from '../notice/addresses.ts'
import { text } from './negotiated.text.ts'
import type { Lot, WordedLot } from './lot-loaded.ts'
import styles from './lot.module.css'

export const useAgreedRows = (lot: Lot): readonly FactRow[] => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const { agreement } = lot
  if (agreement === null) return []
  const note = agreement.relationNote === '' ? '' : ` · ${agreement.relationNote}`
  return [
    { label: say('intended'), value: <Price minor={lot.startingPriceMinor} isExact withCapital size="s" /> },
    { label: say('transferee'), value: inLang(agreement.buyerName) },
    { label: say('relation'), value: `${word(`enum.listing.relation.${agreement.relation}`)}${note}` },
    { label: say('confirmedState'), value: say(agreement.isConfirmed ? 'confirmed' : 'unconfirmed') },
    { label: say('closes'), value: lot.noticeClosesAt === null ? null : formatEnd(lot.noticeClosesAt, lang) },
  ]
}

const Decline = ({ outcome }: { readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  return (
    <ConfirmAct
      intent="declineAgreement"
      tone="quiet"
      isFinal
      outcome={outcome}
      label={say('decline')}
      confirmLabel={say('declineDo')}
      about={say('declineAbout')}
      consequences={[]}
    >
      <TextAreaField name="reason" label={say('declineReason')} isRequired rows={2} maxLength={500} />
    </ConfirmAct>
  )
}

export const Agreement = ({ lot, outcome }: { readonly lot: WordedLot; readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  const rows = useAgreedRows(lot)
  const mine = lot.acts.filter(({ act }) => act === 'confirmAgreement' || act === 'declineAgreement')
  return (
    <section className={styles.register} aria-label={say('section')}>
      <h2>{say('section')}</h2>
      <p className={styles.small}>{say('about')}</p>
      <FactsTable rows={rows} />
      {lot.noticeId === null ? <p className={styles.small}>{say('waiting')}</p> : <LocalLink to={noticePage(lot.noticeId)}>{say('seeNotice')}</LocalLink>}
      {isAllowed(lot.acts, 'confirmAgreement') ? (
        <ActPanel
          acts={actItems(mine, {
            label: (act) => say(act === 'confirmAgreement' ? 'confirm' : 'decline'),
            control: (act) =>
              act === 'declineAgreement' ? (
                <Decline outcome={outcome} />
              ) : (
                <ConfirmAct
                  intent="confirmAgreement"
                  outcome={outcome}
                  label={say('confirm')}
                  confirmLabel={say('confirmDo')}
                  about={say('confirmAbout')}
                  consequences={rows.slice(0, 3).map(({ label, value }) => ({ label, value: value ?? '' }))}
                  hidden={{ priceMinor: lot.startingPriceMinor }}
                />
              ),
          })}
        />
      ) : null}
    </section>
  )
}
