/** A long form in steps, inside its `ActionForm`. Before scripts run all steps stand below each other and are sent together. */
import { Fragment, useEffect, useRef, useState, type ReactNode } from 'react'
import { DECIMAL_PROBLEMS, readDecimal } from '#kernel/decimal.ts'
import { inLang, texts, useLang, useSay, type Lang } from '../i18n/lang.ts'
import { Button } from './button.tsx'
import { FormActions, useFormState } from './form.tsx'
import { Stepper } from './progress.tsx'
import styles from './steps.module.css'

const text = texts({ zh: {}, en: {} })

interface Step {
  readonly key: string
  readonly label: string
  readonly pane: ReactNode
}

interface StepsProps {
  readonly steps: readonly Step[]
  /** The buttons that send; `isLast` on the last step, and where all are shown. */
  readonly submits: (isLast: boolean) => ReactNode
}

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Finest that any of our numbers is written: 万元 down to a fen. */
const PLACES = 6

/** A number that the form would refuse is refused where it is typed. */
const checkNumber = (box: Box, lang: Lang): void => {
  if (!(box instanceof HTMLInputElement) || !['decimal', 'numeric'].includes(box.inputMode)) return
  const read = readDecimal(box.value.replace(/[%％]$/, ''), PLACES)
  box.setCustomValidity(read.ok || read.problem === 'empty' ? '' : inLang(DECIMAL_PROBLEMS[read.problem], lang))
  box.addEventListener('input', () => box.setCustomValidity(''), { once: true })
}

/** False, with the focus on the first field that is wrong. */
const isSound = (pane: Element | undefined, lang: Lang): boolean =>
  [...(pane?.querySelectorAll<Box>('input, textarea, select') ?? [])].every((box) => {
    checkNumber(box, lang)
    return box.reportValidity()
  })

const useOpenStep = () => {
  const { refusal } = useFormState()
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number | null>(null)
  const panes = () => [...(box.current?.querySelectorAll('[data-step]') ?? [])]
  const stepOf = (target: Element | null): number => panes().findIndex((pane) => pane.contains(target))
  useEffect(() => {
    const field = refusal?.issues[0]?.field ?? refusal?.field
    const found =
      field === undefined ? null : (box.current?.querySelector(`[name="${field}"], [name^="${field}."], [id$="-${field.replaceAll('.', '-')}"]`) ?? null)
    setAt(found ? Math.max(0, stepOf(found)) : (before) => (refusal ? before : 0))
  }, [refusal])
  // A link of the error summary leads into a step that may be closed.
  useEffect(() => {
    const form = box.current?.closest('form')
    const onClick = (event: MouseEvent) => {
      const id = (event.target as Element).closest('a')?.hash.slice(1)
      const target = id ? document.getElementById(id) : null
      const step = target ? stepOf(target) : -1
      if (!target || step < 0) return
      event.preventDefault()
      setAt(step)
      requestAnimationFrame(() => target.focus())
    }
    form?.addEventListener('click', onClick)
    return () => form?.removeEventListener('click', onClick)
  }, [])
  return { box, at, setAt, panes }
}

export const Steps = ({ steps, submits }: StepsProps) => {
  const say = useSay(text)
  const lang = useLang()
  const { box, at, setAt, panes } = useOpenStep()
  const go = (to: number) => {
    setAt(to)
    box.current?.scrollIntoView({ block: 'start' })
  }
  const isLast = at === null || at === steps.length - 1
  return (
    <div ref={box} className={styles.steps}>
      {at === null ? null : <Stepper steps={steps} at={at} />}
      {steps.map(({ key, pane }, index) => (
        <div key={key} data-step={key} hidden={at !== null && at !== index}>
          {pane}
        </div>
      ))}
      <FormActions>
        {at !== null && at > 0 ? (
          <Button tone="quiet" onClick={() => go(at - 1)}>
            {say('back')}
          </Button>
        ) : null}
        {at !== null && !isLast ? <Button onClick={() => isSound(panes()[at], lang) && go(at + 1)}>{say('next')}</Button> : null}
        <Fragment key="submits">{submits(isLast)}</Fragment>
      </FormActions>
    </div>
  )
}
