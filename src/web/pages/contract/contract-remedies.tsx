/** What the register said, what the sides say in a dispute, and how what is held is to be divided. */
import { en, zh } from '#modules/contract/messages.ts'
import { formatEnd, formatInstant } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { Price } from '../../ui/price.tsx'
import type { Contract } from './contract-facts.tsx'
import { Files, type Papers } from './contract-papers.tsx'
import styles from './contract.module.css'
import { remedyText } from './contract-remedies.text.ts'

interface Props {
  readonly contract: Contract
  readonly documents: Papers
}

/** Why the straight way stands still, in one place above everything. */
export const StandingBanner = ({ contract }: { readonly contract: Contract }) => {
  const say = useSay(remedyText)
  const word = useCodeText({ zh, en })
  const lang = useLang()
  const side = (of: 'seller' | 'buyer') => word(`enum.contract.side.${of}`)
  const { dispute, rescission, silent, signBy, state } = contract
  if (state === 'disputed' && dispute !== null)
    return (
      <Banner tone="danger" title={say('disputedBanner')}>
        <p>{say('disputedAbout', { side: side(dispute.side), time: formatInstant(dispute.openedAt, lang) })}</p>
      </Banner>
    )
  if (state === 'rescinded' && rescission !== null)
    return (
      <Banner tone="danger" title={say('rescindedBanner', { side: side(rescission.side) })}>
        <p>
          {say('rescindedAbout', {
            ground: word(`enum.contract.ground.${rescission.ground}`),
            reason: rescission.reason,
            until: formatEnd(rescission.objectionEndsAt, lang),
          })}
        </p>
      </Banner>
    )
  if (silent.length === 0 || signBy === null) return null
  return (
    <Banner tone="warning" title={say('lapsedBanner')}>
      <p>{say('lapsedAbout', { sides: silent.map(side).join(lang === 'zh' ? '、' : ', '), by: formatEnd(signBy, lang) })}</p>
    </Banner>
  )
}

export const Register = ({ contract, documents }: Props) => {
  const say = useSay(remedyText)
  const word = useCodeText({ zh, en })
  const lang = useLang()
  const stateOf = ({ state, checks, note }: Contract['filings'][number]) => {
    if (state === 'open') return say('filing.open', { count: checks })
    return state === 'returned' ? say('filing.returned', { note }) : say('filing.confirmed')
  }
  const rights = contract.registers.map((kind) => word(`enum.contract.register.${kind}`)).join(lang === 'zh' ? '、' : ', ')
  return (
    <Stack gap={16}>
      <p>{say('registerAbout', { rights })}</p>
      {contract.filings.length === 0 ? <p className={styles.quiet}>{say('noFiling')}</p> : null}
      {contract.filings.map((filing) => (
        <article key={filing.round} className={styles.paper}>
          <h3>{say('filing', { round: filing.round, outcome: word(`enum.contract.filing.${filing.outcome}`), number: filing.number })}</h3>
          <p className={styles.quiet}>
            {say('filedBy', { side: word(`enum.contract.side.${filing.side}`), on: filing.on })} · {stateOf(filing)}
          </p>
          {filing.cause === null ? null : <p>{say('filingRefused', { cause: word(`enum.contract.ground.${filing.cause}`), reason: filing.reason })}</p>}
          <Files ids={filing.documentIds} documents={documents} />
        </article>
      ))}
    </Stack>
  )
}

export const Dispute = ({ contract, documents }: Props) => {
  const say = useSay(remedyText)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const side = (of: 'seller' | 'buyer') => word(`enum.contract.side.${of}`)
  return (
    <Stack gap={16}>
      {contract.statements.map((said) => (
        <article key={said.no} className={styles.paper}>
          <p className={styles.quiet}>{say('saidBy', { side: side(said.side), name: inLang(said.byName), time: formatInstant(said.at, lang) })}</p>
          <p>{said.statement}</p>
          <Files ids={said.documentIds} documents={documents} />
        </article>
      ))}
      {contract.splits.map((split) => (
        <article key={`split${split.no}`} className={styles.paper}>
          <h3>
            {say('proposedBy', {
              kind: word(`enum.contract.split.${split.kind}`),
              side: split.side === null ? `${split.number} ${split.on}` : side(split.side),
            })}
          </h3>
          <FactsTable
            rows={[
              { label: say('splitState'), value: say(`split.${split.state}`) },
              { label: say('sellerShare'), value: <Price minor={split.sellerMinor} size="s" isExact /> },
              { label: say('buyerShare'), value: <Price minor={split.buyerMinor} size="s" isExact /> },
              { label: say('outcome'), value: word(`enum.contract.outcome.${split.outcome}`) },
              { label: say('proposedAt'), value: formatInstant(split.proposedAt, lang) },
            ]}
          />
          <p>{split.statement}</p>
          <Files ids={split.documentIds} documents={documents} />
        </article>
      ))}
    </Stack>
  )
}
