/** Boxes to type and choose in: native elements with label, help and error tied to them, light enough for public pages. */
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState, type ComponentProps, type ReactNode } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './input.module.css'

const text = texts({ zh: { show: '显示密码', hide: '隐藏密码' }, en: { show: 'Show password', hide: 'Hide password' } })

export interface LabelledProps {
  readonly id: string
  readonly label?: ReactNode
  readonly help?: ReactNode
  readonly error?: ReactNode
  readonly isRequired?: boolean
}

/** Help first, then the error: the order in which they are read aloud. */
const describedBy = ({ id, help, error }: LabelledProps): string | undefined =>
  [help ? `${id}-help` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined

export const attributes = (given: LabelledProps) => ({
  id: given.id,
  required: given.isRequired ?? false,
  'aria-invalid': given.error ? true : undefined,
  'aria-describedby': describedBy(given),
})

export const Labelled = ({ id, label, help, error, isRequired = false, children }: LabelledProps & { readonly children: ReactNode }) => (
  <div className={styles.field}>
    {label ? (
      <label htmlFor={id} className={styles.label}>
        {label}
        {isRequired ? (
          <span className={styles.required} aria-hidden="true">
            {' '}
            *
          </span>
        ) : null}
      </label>
    ) : null}
    {help ? (
      <p id={`${id}-help`} className={styles.help}>
        {help}
      </p>
    ) : null}
    {children}
    <FieldError id={id} error={error} />
  </div>
)

export const FieldError = ({ id, error }: { readonly id: string; readonly error?: ReactNode }) =>
  error ? (
    <p id={`${id}-error`} className={styles.error}>
      {error}
    </p>
  ) : null

type Native<Tag extends 'input' | 'textarea' | 'select'> = Omit<ComponentProps<Tag>, 'id' | 'className' | 'required' | 'children'>

interface TextBoxProps extends LabelledProps, Native<'input'> {
  /** Written inside the box on the right. */
  readonly unit?: string
}

export const TextBox = ({ label, help, error, isRequired = false, unit, id, ...native }: TextBoxProps) => {
  const given = { id, label, help, error, isRequired }
  return (
    <Labelled {...given}>
      <span className={styles.box}>
        <input {...native} {...attributes(given)} />
        {unit ? <span className={styles.unit}>{unit}</span> : null}
      </span>
    </Labelled>
  )
}

export const PasswordBox = ({ label, help, error, isRequired = false, id, ...native }: TextBoxProps) => {
  const say = useSay(text)
  const [isShown, setShown] = useState(false)
  const given = { id, label, help, error, isRequired }
  const Icon = isShown ? IconEyeOff : IconEye
  return (
    <Labelled {...given}>
      <span className={styles.box}>
        <input {...native} {...attributes(given)} type={isShown ? 'text' : 'password'} />
        <button type="button" className={styles.eye} aria-label={say(isShown ? 'hide' : 'show')} aria-controls={id} onClick={() => setShown(!isShown)}>
          <Icon size={18} aria-hidden="true" />
        </button>
      </span>
    </Labelled>
  )
}

export const AreaBox = ({ label, help, error, isRequired = false, id, ...native }: LabelledProps & Native<'textarea'>) => {
  const given = { id, label, help, error, isRequired }
  return (
    <Labelled {...given}>
      <span className={styles.box}>
        <textarea {...native} {...attributes(given)} />
      </span>
    </Labelled>
  )
}

interface SelectBoxProps extends LabelledProps, Native<'select'> {
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export const SelectBox = ({ label, help, error, isRequired = false, id, options, ...native }: SelectBoxProps) => {
  const given = { id, label, help, error, isRequired }
  return (
    <Labelled {...given}>
      <span className={styles.box}>
        <select {...native} {...attributes(given)}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
    </Labelled>
  )
}

/** A check box or a radio button with its words behind it. */
export const CheckBox = ({
  label,
  help,
  error,
  isRequired = false,
  id,
  type = 'checkbox',
  ...native
}: LabelledProps & Native<'input'> & { readonly type?: 'checkbox' | 'radio' }) => {
  const given = { id, label, help, error, isRequired }
  return (
    <div className={styles.check}>
      <input {...native} {...attributes(given)} type={type} />
      <div>
        <label htmlFor={id}>{label}</label>
        {help ? (
          <p id={`${id}-help`} className={styles.help}>
            {help}
          </p>
        ) : null}
        <FieldError id={id} error={error} />
      </div>
    </div>
  )
}
