/** An amount of money: in 万元 or yuan, read back in full and in capital numerals while it is typed. */
import { readDecimal } from '#kernel/decimal.ts'
import { capitalAmount, formatAmount } from '#kernel/money.ts'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { texts, useLang, useSay } from '../i18n/lang.ts'
import { useField } from './form.tsx'
import styles from './form.module.css'
import { SelectBox, TextBox } from './input.tsx'

const text = texts({ zh: { unit: '单位', wan: '万元', yuan: '元' }, en: { unit: 'Unit', wan: '×10,000 CNY', yuan: 'CNY' } })

interface MoneyFieldProps {
  /** Path in the operation's input, e.g. `startPriceMinor`; read with `form.amount(name)`. */
  readonly name: string
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly isRequired?: boolean
  /** Minor units. */
  readonly defaultMinor?: string | bigint | null | undefined
  /** What the rules propose for what was typed elsewhere: stands in the field, and moves, until the person types another amount. */
  readonly suggestedMinor?: string | undefined
  /** Unit offered first; by default 万元 in Chinese, CNY in English. */
  readonly unit?: 'wan' | 'yuan'
}

/** `1200000` fen → `1.2` 万元 or `12000` yuan. */
const initialText = (minor: bigint, unit: string): string => {
  const size = unit === 'wan' ? 6 : 2
  const digits = minor.toString().padStart(size + 1, '0')
  const fraction = digits.slice(-size).replace(/0+$/, '')
  return `${digits.slice(0, -size)}${fraction === '' ? '' : `.${fraction}`}`
}

const FEN_DIGITS: Readonly<Record<string, number>> = { wan: 6, yuan: 2 }

/** Null for what the form will refuse: nothing is read back then. */
const minorOf = (typed: string, unit: string): bigint | null => {
  const read = readDecimal(typed, FEN_DIGITS[unit] ?? 2)
  return read.ok ? read.value : null
}

/** Writes a suggestion into an empty box, and its successors over it; a box that begins with the suggestion follows it too. */
const useSuggestion = (suggested: string | undefined, given: string, write: (text: string) => void) => {
  const box = useRef<HTMLInputElement>(null)
  const written = useRef(given === suggested ? given : '')
  useEffect(() => {
    if (suggested === undefined || !box.current || box.current.value !== written.current) return
    box.current.value = suggested
    written.current = suggested
    write(suggested)
  }, [suggested, write])
  return box
}

export const MoneyField = ({ name, label, help, isRequired = false, defaultMinor, suggestedMinor, unit: preferred }: MoneyFieldProps) => {
  const say = useSay(text)
  const lang = useLang()
  const field = useField(name)
  const unitField = useField(`${name}.unit`)
  const [unit, setUnit] = useState(unitField.sent ?? preferred ?? (lang === 'zh' ? 'wan' : 'yuan'))
  const given = defaultMinor === null || defaultMinor === undefined ? '' : initialText(BigInt(defaultMinor), unit)
  const [typed, setTyped] = useState(field.sent ?? given)
  const box = useSuggestion(suggestedMinor === undefined ? undefined : initialText(BigInt(suggestedMinor), unit), given, setTyped)
  const minor = minorOf(typed, unit)
  return (
    <div>
      <div className={styles.money}>
        <TextBox
          ref={box}
          id={field.id}
          name={name}
          label={label}
          help={help}
          isRequired={isRequired}
          error={field.error}
          inputMode="decimal"
          autoComplete="off"
          defaultValue={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SelectBox
          id={unitField.id}
          name={`${name}.unit`}
          aria-label={say('unit')}
          defaultValue={unit}
          onChange={(event) => setUnit(event.currentTarget.value)}
          options={[
            { value: 'wan', label: say('wan') },
            { value: 'yuan', label: say('yuan') },
          ]}
        />
      </div>
      <p className={styles.moneyRead} aria-live="polite">
        {minor === null ? '' : `${formatAmount(minor, 'CNY', lang)}${lang === 'zh' ? ` · ${capitalAmount(minor)}` : ''}`}
      </p>
    </div>
  )
}
