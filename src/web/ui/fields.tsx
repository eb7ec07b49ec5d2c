/** Fields. Names are the paths of the operation's input (`title.zh`), so that a refusal finds its field by itself. */
import '@mantine/core/styles/ActionIcon.css'
import '@mantine/core/styles/PasswordInput.css'
import { Checkbox, Input, NativeSelect, PasswordInput, Radio, Textarea, TextInput } from '@mantine/core'
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import { useField } from './form.tsx'
import styles from './form.module.css'

const text = texts({
  zh: { choose: '请选择', zh: '中文', en: '英文', enHelp: '可暂缺，之后补充', beijing: '北京时间' },
  en: { choose: 'Choose', zh: 'Chinese', en: 'English', enHelp: 'May follow later', beijing: 'Beijing time' },
})

interface FieldProps {
  readonly name: string
  readonly label: ReactNode
  /** Beside the label: what is meant, an example. */
  readonly help?: ReactNode
  readonly isRequired?: boolean
  readonly defaultValue?: string | number | undefined
}

const shared = ({ label, help, isRequired }: FieldProps, field: ReturnType<typeof useField>) => ({
  id: field.id,
  label,
  description: help,
  required: isRequired ?? false,
  error: field.error,
})

/** Room for a unit at 14 px: a Chinese character is about twice as wide as a Latin letter. */
const unitWidth = (unit: string): number => 24 + [...unit].reduce((width, sign) => width + (sign.charCodeAt(0) > 255 ? 15 : 8), 0)

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search'
  readonly maxLength?: number
  readonly autoComplete?: HTMLInputAutoCompleteAttribute
  readonly inputMode?: 'text' | 'numeric' | 'decimal'
  readonly placeholder?: string
  /** Unit written inside the field on the right. */
  readonly unit?: string
}

export const TextField = (props: TextFieldProps) => {
  const field = useField(props.name)
  const { type = 'text', maxLength, autoComplete, inputMode, placeholder, unit } = props
  return (
    <TextInput
      {...shared(props, field)}
      name={props.name}
      type={type}
      defaultValue={field.sent ?? props.defaultValue ?? ''}
      {...(maxLength ? { maxLength } : {})}
      {...(autoComplete ? { autoComplete } : {})}
      {...(inputMode ? { inputMode } : {})}
      {...(placeholder ? { placeholder } : {})}
      {...(unit ? { rightSection: <span className={styles.help}>{unit}</span>, rightSectionWidth: unitWidth(unit) } : {})}
    />
  )
}

export const TextAreaField = (props: FieldProps & { readonly rows?: number; readonly maxLength?: number }) => {
  const field = useField(props.name)
  return (
    <Textarea
      {...shared(props, field)}
      name={props.name}
      rows={props.rows ?? 4}
      defaultValue={field.sent ?? props.defaultValue ?? ''}
      {...(props.maxLength ? { maxLength: props.maxLength } : {})}
    />
  )
}

/** Chinese and English side by side: `name.zh` and `name.en`; English may be empty. */
export const BilingualField = (props: FieldProps & { readonly rows?: number; readonly maxLength?: number; readonly defaults?: { readonly zh: string; readonly en: string } | undefined }) => {
  const say = useSay(text)
  const Field = props.rows ? TextAreaField : TextField
  const size = { ...(props.rows ? { rows: props.rows } : {}), ...(props.maxLength ? { maxLength: props.maxLength } : {}) }
  return (
    <div className={styles.pair}>
      <Field name={`${props.name}.zh`} label={<>{props.label} ({say('zh')})</>} help={props.help} isRequired={props.isRequired ?? false} defaultValue={props.defaults?.zh} {...size} />
      <Field name={`${props.name}.en`} label={<>{props.label} ({say('en')})</>} help={say('enHelp')} defaultValue={props.defaults?.en} {...size} />
    </div>
  )
}

interface NumberFieldProps extends FieldProps {
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  /** `any` for decimals. */
  readonly step?: number | 'any'
}

export const NumberField = (props: NumberFieldProps) => {
  const field = useField(props.name)
  const { unit, min, max, step = 1 } = props
  return (
    <TextInput
      {...shared(props, field)}
      name={props.name}
      type="number"
      step={step}
      defaultValue={field.sent ?? props.defaultValue ?? ''}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(unit ? { rightSection: <span className={styles.help}>{unit}</span>, rightSectionWidth: unitWidth(unit) } : {})}
    />
  )
}

export const PasswordField = (props: FieldProps & { readonly autoComplete: 'current-password' | 'new-password'; readonly minLength?: number }) => {
  const field = useField(props.name)
  return <PasswordInput {...shared(props, field)} name={props.name} autoComplete={props.autoComplete} {...(props.minLength ? { minLength: props.minLength } : {})} />
}

export interface Option {
  readonly value: string
  readonly label: string
  /** Second line of a radio. */
  readonly about?: ReactNode
}

export const SelectField = (props: FieldProps & { readonly options: readonly Option[]; readonly placeholder?: string }) => {
  const field = useField(props.name)
  const say = useSay(text)
  const first = { value: '', label: props.placeholder ?? say('choose') }
  return <NativeSelect {...shared(props, field)} name={props.name} defaultValue={field.sent ?? props.defaultValue ?? ''} data={[first, ...props.options.map(({ value, label }) => ({ value, label }))]} />
}

export const RadioField = (props: FieldProps & { readonly options: readonly Option[] }) => {
  const field = useField(props.name)
  const chosen = field.sent ?? props.defaultValue
  return (
    <fieldset className={styles.radios} id={field.id} tabIndex={-1} aria-describedby={field.error ? `${field.id}-error` : undefined}>
      <legend>
        {props.label}
        {props.isRequired ? <span className={styles.required}> *</span> : null}
      </legend>
      {props.help ? <span className={styles.help}>{props.help}</span> : null}
      {props.options.map(({ value, label, about }) => (
        <Radio
          key={value}
          id={`${field.id}-${value}`}
          name={props.name}
          value={value}
          label={label}
          description={about}
          defaultChecked={chosen === value}
          required={props.isRequired ?? false}
        />
      ))}
      {field.error ? (
        <span className={styles.error} id={`${field.id}-error`}>
          {field.error}
        </span>
      ) : null}
    </fieldset>
  )
}

export const CheckField = ({ name, label, help, isRequired = false, isChecked = false, value = 'on' }: Omit<FieldProps, 'defaultValue'> & { readonly isChecked?: boolean; readonly value?: string }) => {
  const field = useField(name)
  const sent = Array.isArray(field.sentAll) ? field.sentAll : field.sent === undefined ? [] : [field.sent]
  return (
    <Checkbox
      id={`${field.id}${value === 'on' ? '' : `-${value}`}`}
      name={name}
      value={value}
      label={label}
      description={help}
      required={isRequired}
      error={field.error}
      defaultChecked={isChecked || sent.includes(value)}
    />
  )
}

export const DateField = (props: FieldProps & { readonly min?: string; readonly max?: string }) => {
  const field = useField(props.name)
  return (
    <TextInput
      {...shared(props, field)}
      name={props.name}
      type="date"
      defaultValue={field.sent ?? props.defaultValue ?? ''}
      {...(props.min ? { min: props.min } : {})}
      {...(props.max ? { max: props.max } : {})}
    />
  )
}

/** Beijing time; read with `form.instant(name)`. */
export const DateTimeField = (props: FieldProps) => {
  const field = useField(props.name)
  const say = useSay(text)
  return <TextInput {...shared({ ...props, help: props.help ?? say('beijing') }, field)} name={props.name} type="datetime-local" defaultValue={field.sent ?? props.defaultValue ?? ''} />
}

/** One file in a form with `isMultipart`; read with `form.file(name)`. */
export const FileField = (props: Omit<FieldProps, 'defaultValue'> & { readonly accept?: string }) => {
  const field = useField(props.name)
  return (
    <Input.Wrapper {...shared(props, field)}>
      <input id={field.id} className={styles.file} name={props.name} type="file" required={props.isRequired ?? false} {...(props.accept ? { accept: props.accept } : {})} aria-invalid={field.error ? true : undefined} />
    </Input.Wrapper>
  )
}
