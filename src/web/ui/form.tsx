/** Forms: one key per form so that a double click acts once, refused values stay, errors on top and at the field. */
import { createContext, use, useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { Form, useNavigation } from 'react-router'
import { inLang, texts, useLang, useSay } from '../i18n/lang.ts'
import type { CommandOutcome, FormValues, ShownRefusal } from '../shell/calls.ts'
import { useVisit } from '../shell/market.ts'
import { RuleLink } from './badges.tsx'
import { Button, type ButtonTone } from './button.tsx'
import { FreshFactor } from './fresh-factor.tsx'
import styles from './form.module.css'

const text = texts({
  zh: { problem: '未能提交，请检查：', named: '{label}：{problem}' },
  en: { problem: 'Not done; please check:', named: '{label}: {problem}' },
})

interface FormState {
  readonly prefix: string
  readonly values: FormValues
  readonly refusal: ShownRefusal | null
  readonly isBusy: boolean
}

const NONE: FormState = { prefix: 'f', values: {}, refusal: null, isBusy: false }
export const FormContext = createContext<FormState>(NONE)

export const useFormState = (): FormState => use(FormContext)

const idOf = (prefix: string, name: string): string => `${prefix}-${name.replace(/[^\w-]/g, '-')}`

/** What a field needs to know: its id, what was sent before, what is wrong with it. */
export const useField = (name: string) => {
  const lang = useLang()
  const { prefix, values, refusal } = useFormState()
  const issue = refusal?.issues.find(({ field }) => field === name)
  const sent = values[name]
  return { id: idOf(prefix, name), sent: typeof sent === 'string' ? sent : sent?.[0], error: issue ? inLang(issue.text, lang) : undefined }
}

/** Of operations, and of the account service. */
const FRESH: ReadonlySet<string> = new Set(['request.fresh_factor_needed', 'account.fresh_factor_needed'])

interface ActionFormProps {
  /** Tells the page's action which act this is (`form.text('intent')`, outcome.intent); one per form on a page. */
  readonly intent: string
  /** `actionData` of the page; outcomes of other forms are ignored. */
  readonly outcome?: CommandOutcome<unknown> | undefined
  readonly children: ReactNode
  /** Hidden values that go with it. */
  readonly hidden?: Readonly<Record<string, string>>
  /** For forms with files. */
  readonly isMultipart?: boolean
  readonly action?: string
  readonly label?: string
}

const useStateOf = (intent: string, outcome: CommandOutcome<unknown> | undefined): FormState => {
  const navigation = useNavigation()
  const refused = outcome?.intent === intent && !outcome.ok ? outcome : null
  return {
    prefix: intent || 'f',
    values: refused?.values ?? {},
    refusal: refused?.refusal ?? null,
    isBusy: navigation.state !== 'idle' && navigation.formData?.get('intent') === intent,
  }
}

/** Counts what was done: a form that did its work begins again, so that nothing is sent twice from what still stands in it. */
const useRound = (intent: string, outcome: CommandOutcome<unknown> | undefined): number => {
  const [seen, setSeen] = useState({ outcome, round: 0 })
  if (seen.outcome === outcome) return seen.round
  const round = outcome?.ok && outcome.intent === intent ? seen.round + 1 : seen.round
  setSeen({ outcome, round })
  return round
}

export const ActionForm = ({ intent, outcome, children, hidden = {}, isMultipart = false, action, label }: ActionFormProps) => {
  const { formKey } = useVisit()
  const unique = useId()
  const state = useStateOf(intent, outcome)
  const lang = useLang()
  const round = useRound(intent, outcome)
  const proofError = state.refusal?.issues.find(({ field }) => field === 'proofSecret')
  return (
    <FormContext value={state}>
      <Form
        key={round}
        method="post"
        className={styles.form}
        {...(isMultipart ? { encType: 'multipart/form-data' as const } : {})}
        {...(action ? { action } : {})}
        {...(label ? { 'aria-label': label } : {})}
        preventScrollReset
      >
        <input type="hidden" name="intent" value={intent} />
        <input type="hidden" name="idempotencyKey" value={`${formKey}${unique}`} />
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <ErrorSummary />
        {state.refusal && FRESH.has(state.refusal.code) ? (
          <FreshFactor
            id={idOf(state.prefix, 'proofSecret')}
            by={String(state.refusal.params['by'])}
            error={proofError && inLang(proofError.text, lang)}
            isBusy={state.isBusy}
            hasFiles={isMultipart}
          />
        ) : null}
        {children}
      </Form>
    </FormContext>
  )
}

/** The words of a field's label, without the mark of what is required. */
const labelOf = (id: string): string => {
  const label = document.querySelector(`label[for="${id}"]`)
  return [...(label?.childNodes ?? [])]
    .map((node) => (node instanceof Element && node.ariaHidden ? '' : node.textContent))
    .join('')
    .trim()
}

/** Errors of the form around it, listed on top with links to the fields; takes the focus when it appears. */
export const ErrorSummary = () => {
  const say = useSay(text)
  const lang = useLang()
  const { prefix, refusal } = useFormState()
  const box = useRef<HTMLDivElement>(null)
  // Labels stand with their fields: they are read once the form is there.
  const [labels, setLabels] = useState<readonly string[]>([])
  useEffect(() => {
    if (!refusal) return
    box.current?.focus()
    setLabels(refusal.issues.map(({ field }) => labelOf(idOf(prefix, field))))
  }, [refusal, prefix])
  if (!refusal) return null
  const named = (problem: string, label = ''): string =>
    label === '' || problem.toLowerCase().includes(label.toLowerCase()) ? problem : say('named', { label, problem })
  const isGeneral = refusal.issues.length === 0
  return (
    <div ref={box} role="alert" tabIndex={-1} className={styles.summary}>
      <p className={styles.summaryTitle}>{isGeneral ? inLang(refusal.text, lang) : say('problem')}</p>
      {isGeneral ? null : (
        <ul className={styles.issues}>
          {refusal.issues.map(({ field, text: problem }, index) => (
            <li key={`${field}:${problem.en}`}>
              <a href={`#${idOf(prefix, field)}`}>{named(inLang(problem, lang), labels[index])}</a>
            </li>
          ))}
        </ul>
      )}
      {refusal.rule ? <RuleLink rule={refusal.rule} isCitation /> : null}
    </div>
  )
}

interface SubmitProps {
  readonly children: ReactNode
  /** `final` for irreversible acts (vermilion), `quiet` for secondary ones. */
  readonly tone?: ButtonTone
  readonly name?: string
  readonly value?: string
  readonly isDisabled?: boolean
  readonly icon?: ReactNode
}

export const Submit = ({ children, tone = 'main', name, value, isDisabled = false, icon }: SubmitProps) => {
  const { isBusy } = useFormState()
  return (
    <Button type="submit" tone={tone} isBusy={isBusy} disabled={isDisabled} icon={icon} {...(name ? { name } : {})} {...(value === undefined ? {} : { value })}>
      {children}
    </Button>
  )
}

/** Buttons under a form. */
export const FormActions = ({ children }: { readonly children: ReactNode }) => <div className={styles.actions}>{children}</div>

/** Fields that belong together, under one heading. */
export const FieldGroup = ({ legend, about, children }: { readonly legend: string; readonly about?: ReactNode; readonly children: ReactNode }) => (
  <fieldset className={styles.group}>
    <legend>{legend}</legend>
    {about ? <p className={styles.about}>{about}</p> : null}
    {children}
  </fieldset>
)
