/** The two papers of a contract, who confirmed which bytes, and what was handed over. */
import { formatAmount } from '#kernel/money.ts'
import { en, zh } from '#modules/contract/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useCodeText, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { Stack } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import type { Api } from '../../contract.ts'
import type { Contract } from './contract-facts.tsx'
import styles from './contract.module.css'
import { text } from './contract.text.ts'

type Stage = 'sale' | 'contract'
export type Papers = Awaited<ReturnType<Api['document']['list']>>['items']

const Paper = ({ contract, stage, documents }: { readonly contract: Contract; readonly stage: Stage; readonly documents: Papers }) => {
  const say = useSay(text)
  const paper = stage === 'sale' ? contract.salePaper : contract.contractPaper
  const number = stage === 'sale' ? contract.saleNumber : contract.number
  const signing = documents.find((document) => document.kind === 'signing_page' && document.name === `签署页-${number}.pdf`)
  if (paper === null) return <p className={styles.quiet}>{say('notDrafted')}</p>
  return (
    <article className={styles.paper}>
      <div className={styles.paperHead}>
        <h3>{say(stage === 'sale' ? 'salePaper' : 'contractPaper')}</h3>
        <DownloadButton href={paper.href}>{say('download')}</DownloadButton>
        {signing === undefined ? null : <DownloadButton href={signing.href}>{say('signingPage')}</DownloadButton>}
      </div>
      <p className={styles.digest}>
        {say('digest')} <code>{paper.sha256}</code>
      </p>
      <Confirmations contract={contract} stage={stage} />
    </article>
  )
}

const Confirmations = ({ contract, stage }: { readonly contract: Contract; readonly stage: Stage }) => {
  const say = useSay(text)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const lang = useLang()
  const given = contract.confirmations.filter((confirmation) => confirmation.stage === stage)
  const missing = (['seller', 'buyer'] as const).filter((side) => !given.some((confirmation) => confirmation.side === side && confirmation.isCurrent))
  return (
    <ul className={styles.confirmations}>
      {given.map((confirmation) => (
        <li key={`${confirmation.side}${confirmation.sha256}`} data-current={confirmation.isCurrent}>
          {say('confirmedBy', {
            side: word(`enum.contract.side.${confirmation.side}`),
            name: inLang(confirmation.name),
            time: formatInstant(confirmation.confirmedAt, lang),
          })}
          {confirmation.isCurrent ? '' : ` ${say('outdated')}`}
        </li>
      ))}
      {missing.map((side) => (
        <li key={side} className={styles.quiet}>
          {say('waitingFor', { side: word(`enum.contract.side.${side}`) })}
        </li>
      ))}
    </ul>
  )
}

export const ContractPapers = ({ contract, documents }: { readonly contract: Contract; readonly documents: Papers }) => (
  <Stack gap={16}>
    <Paper contract={contract} stage="sale" documents={documents} />
    <Paper contract={contract} stage="contract" documents={documents} />
  </Stack>
)

/** Those of the files that the reader may read, each with the beginning of its digest. */
export const Files = ({ ids, documents }: { readonly ids: readonly string[]; readonly documents: Papers }) => (
  <ul className={styles.files}>
    {documents
      .filter((document) => ids.includes(document.id))
      .map((document) => (
        <li key={document.id}>
          <a href={document.href} download>
            {document.name}
          </a>
          <code className={styles.short}>{document.sha256.slice(0, 16)}…</code>
        </li>
      ))}
  </ul>
)

export const Handovers = ({ contract, documents }: { readonly contract: Contract; readonly documents: Papers }) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  if (contract.handovers.length === 0) return <p className={styles.quiet}>{say('noHandover')}</p>
  const outcomeOf = (handover: Contract['handovers'][number]) => {
    // Where both sides or an award divided what was held, nobody accepts any more.
    if (handover.outcome === null) return say(contract.state === 'handed_over' ? 'awaitingAcceptance' : 'notAccepted')
    if (handover.outcome === 'partly')
      return say('partly', { amount: formatAmount(BigInt(handover.acceptedMinor ?? '0'), 'CNY', lang), reason: handover.reason ?? '' })
    return handover.outcome === 'rejected' ? say('rejected', { reason: handover.reason ?? '' }) : say(handover.outcome)
  }
  return (
    <Stack gap={16}>
      {contract.handovers.map((handover) => (
        <article key={handover.round} className={styles.paper}>
          <h3>{say('round', { round: handover.round })}</h3>
          <p className={styles.quiet}>
            {inLang(handover.byName)} · {formatInstant(handover.handedOverAt, lang)} · {outcomeOf(handover)}
          </p>
          {handover.note === '' ? null : <p>{handover.note}</p>}
          <Files ids={handover.documentIds} documents={documents} />
        </article>
      ))}
    </Stack>
  )
}
