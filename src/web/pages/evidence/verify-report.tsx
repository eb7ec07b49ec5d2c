/** What a check found: the verdict, every step with its reason, and what the file proves. */
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { ProofClaim, ProofReport, ProofStepName } from '#modules/evidence/core/proof-file.ts'
import { en, zh } from '#modules/evidence/messages.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { sayIn, useLang, useSay, type Lang } from '../../i18n/lang.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { evidencePage } from './addresses.ts'
import { text } from './verify.text.ts'
import styles from './verify.module.css'

interface VerifyReportProps {
  readonly name: string
  readonly isPinned: boolean
  readonly report: ProofReport
}

export const VerifyReport = ({ name, isPinned, report }: VerifyReportProps) => {
  const say = useSay(text)
  const lang = useLang()
  const label = (step: ProofStepName) => sayIn({ zh, en }, lang)(`label.evidence.step.${step}`)
  const lead = report.ok ? (isPinned ? 'goodLead' : 'goodUnpinned') : 'badLead'
  return (
    <div className={styles.report}>
      <Banner tone={report.ok ? 'success' : 'danger'} title={say(report.ok ? 'good' : 'bad')}>
        {say(lead, { name })}
      </Banner>
      <h3>{say('steps')}</h3>
      <ol className={styles.steps}>
        {report.steps.map((step) => (
          <li key={step.name} data-ok={step.ok}>
            {step.ok ? <IconCircleCheck size={20} aria-hidden="true" /> : <IconCircleX size={20} aria-hidden="true" />}
            <div>
              <strong>{label(step.name)}</strong> <span className={styles.mark}>{say(step.ok ? 'passed' : 'failed')}</span>
              <p className={styles.detail}>{step.detail[lang]}</p>
            </div>
          </li>
        ))}
      </ol>
      {report.ok && report.claim ? <Claim claim={report.claim} /> : null}
    </div>
  )
}

const Claim = ({ claim }: { readonly claim: ProofClaim }) => {
  const say = useSay(text)
  const lang = useLang()
  return (
    <>
      <h3>{say('claim')}</h3>
      <FactsTable
        rows={[
          { label: say('factId'), value: <code className={styles.mono}>{claim.factId}</code> },
          { label: say('type'), value: <code className={styles.mono}>{claim.type}</code> },
          { label: say('subject'), value: <LocalLink to={evidencePage(claim.subject)}>{claim.subject}</LocalLink> },
          { label: say('at'), value: readableTime(claim.at, lang) },
          { label: say('index'), value: say('ofSize', { index: claim.index, size: claim.size }) },
          { label: say('origin'), value: <code className={styles.mono}>{claim.origin}</code> },
          { label: say('content'), value: claim.body === null ? null : <pre className={styles.code}>{indented(claim.body)}</pre>, absent: say('noContent') },
        ]}
      />
    </>
  )
}

/** Another log may write other times and contents than this market: they are shown as they are. */
const readableTime = (at: string, lang: Lang): string => {
  try {
    return formatInstant(at, lang, true)
  } catch {
    return at
  }
}

const indented = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
