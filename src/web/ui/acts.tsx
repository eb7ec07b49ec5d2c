/** What may be done with a record: each act enabled, or disabled with the reason and what would make it possible. */
import { IconLock } from '@tabler/icons-react'
import { useId, type ReactNode } from 'react'
import type { Verdict } from '#kernel/acts.ts'
import { texts, useSay } from '../i18n/lang.ts'
import type { CommandOutcome } from '../shell/calls.ts'
import styles from './acts.module.css'
import type { ButtonTone } from './button.tsx'
import { FactsTable, type FactRow } from './facts-table.tsx'
import { ActionForm, FormActions, Submit } from './form.tsx'

const text = texts({
  zh: { title: '办理', final: '此操作不可撤销，请核对：', none: '目前没有您可以办理的事项。' },
  en: { title: 'What you can do', final: 'This cannot be undone. Please check:', none: 'There is nothing for you to do here at the moment.' },
})

/** A verdict with what stands against the act in the reader's language. */
export interface WordedAct<Act extends string> extends Verdict<Act> {
  readonly reason: string | null
}

export interface ActItem {
  readonly key: string
  readonly label: string
  /** Why it may not be done now, and what would make it possible. Absent: it may. */
  readonly reason?: string | null | undefined
  /** The form, ConfirmAct or LinkButton; shown when there is no reason. */
  readonly control: ReactNode
}

interface ActWords<Act extends string> {
  /** What makes an act possible that lies ahead in the state that the record is in; undefined when it lies behind. Absent: none lies ahead. */
  readonly ahead?: (act: Act) => string | undefined
  readonly label: (act: Act) => string
  /** Absent where only what is refused is listed. */
  readonly control?: (act: Act) => ReactNode
}

/** How modules call it when the record is not in the state for an act. */
const OF_STATE = /[._](?:wrong_state|state_does_not_allow|relation_state|line\.conflict|batch\.conflict)$/

/** Verdicts as items: allowed, refused with the reason, or still ahead; an act that lies behind is not spoken of. */
export const actItems = <Act extends string>(acts: readonly WordedAct<Act>[], { ahead, label, control }: ActWords<Act>): ActItem[] =>
  acts.flatMap(({ act, refusal, reason }) => {
    const why = refusal && OF_STATE.test(refusal.code) ? ahead?.(act) : reason
    return why === undefined ? [] : [{ key: act, label: label(act), reason: why, control: control?.(act) }]
  })

export const ActPanel = ({ acts, title }: { readonly acts: readonly ActItem[]; readonly title?: string }) => {
  const say = useSay(text)
  return (
    <section className={styles.panel} aria-label={title ?? say('title')}>
      <h2>{title ?? say('title')}</h2>
      {acts.length === 0 ? <p className={styles.none}>{say('none')}</p> : null}
      <ActRows acts={acts} />
    </section>
  )
}

/** The acts alone, for a record among others on a page. */
export const ActRows = ({ acts }: { readonly acts: readonly ActItem[] }) => {
  const id = useId()
  return acts.map(({ key, label, reason, control }) =>
    reason ? (
      <div key={key} className={styles.blocked}>
        <button type="button" aria-disabled="true" aria-describedby={`${id}${key}`} className={styles.disabled}>
          <IconLock size={16} aria-hidden="true" /> {label}
        </button>
        <p id={`${id}${key}`} className={styles.reason}>
          {reason}
        </p>
      </div>
    ) : (
      <div key={key}>{control}</div>
    ),
  )
}

interface ConfirmActProps {
  readonly intent: string
  readonly outcome?: CommandOutcome<unknown> | undefined
  /** On the button that opens it. */
  readonly label: string
  /** What will happen: to what, to whom, how much (a Price with isExact and withCapital). */
  readonly consequences: readonly FactRow[]
  readonly about?: ReactNode
  /** On the button that does it; names the act, never just OK. */
  readonly confirmLabel: string
  readonly hidden?: Readonly<Record<string, string>>
  /** Fields that belong to the act (a reason, a file). */
  readonly children?: ReactNode
  readonly isMultipart?: boolean
  /** One `main` in a card. `final` for what cannot be undone: a signature, money that leaves. `quiet` for what stands aside, refuses or takes back. */
  readonly tone?: ButtonTone
  /** Something refused or ended that cannot be taken up again: quiet until it is opened, then as serious as it is. */
  readonly isFinal?: boolean
}

/** An act that asks once more. A disclosure in the page, so that it works before JavaScript and with every reader. */
export const ConfirmAct = ({
  intent,
  outcome,
  label,
  consequences,
  about,
  confirmLabel,
  hidden = {},
  children,
  isMultipart = false,
  tone = 'main',
  isFinal = tone === 'final',
}: ConfirmActProps) => {
  const say = useSay(text)
  const isRefused = outcome?.intent === intent && !outcome.ok
  return (
    <details className={styles.confirm} open={isRefused}>
      <summary className={`${styles.opener} ${styles[tone]}`}>{label}</summary>
      <div className={styles.ask}>
        <ActionForm intent={intent} outcome={outcome} hidden={hidden} isMultipart={isMultipart}>
          {about ? <p>{about}</p> : null}
          {isFinal ? <p className={styles.warning}>{say('final')}</p> : null}
          {consequences.length > 0 ? <FactsTable rows={consequences} /> : null}
          {children}
          <FormActions>
            <Submit tone={isFinal ? 'final' : tone}>{confirmLabel}</Submit>
          </FormActions>
        </ActionForm>
      </div>
    </details>
  )
}
