/** Fields. Names are the paths of the operation's input (`title.zh`), so that a refusal finds its field by itself. */
import type { HTMLInputAutoCompleteAttribute, ReactNode } from 'react'
import { texts, useSay } from '../i18n/lang.ts'
import styles from './form.module.css'
import { useField, useFormState } from './form.tsx'
import { AreaBox, CheckBox, FieldError, PasswordBox, SelectBox, TextBox } from './input.tsx'

const text = texts({
  zh: { zh: '中文', en: '英文', enHelp: '可暂缺，之后补充', beijing: '北京时间' },
  en: { zh: 'Chinese', en: 'English', enHelp: 'May follow later', beijing: 'Beijing time' },
})

export interface FieldProps {
  readonly name: string
  readonly label: ReactNode
  /** Beside the label: what is meant, an example. */
  readonly help?: ReactNode
  readonly isRequired?: boolean
  readonly defaultValue?: string | number | undefined
}

const shared = ({ name, label, help, isRequired }: Omit<FieldProps, 'defaultValue'>, field: ReturnType<typeof useField>) => ({
  id: field.id,
  name,
  label,
  help,
  isRequired: isRequired ?? false,
  error: field.error,
})

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
    <TextBox
      {...shared(props, field)}
      type={type}
      defaultValue={field.sent ?? props.defaultValue ?? ''}
      maxLength={maxLength}
      autoComplete={autoComplete}
      inputMode={inputMode}
      placeholder={placeholder}
      {...(unit ? { unit } : {})}
    />
  )
}

export const TextAreaField = (props: FieldProps & { readonly rows?: number; readonly maxLength?: number }) => {
  const field = useField(props.name)
  return <AreaBox {...shared(props, field)} rows={props.rows ?? 4} maxLength={props.maxLength} defaultValue={field.sent ?? props.defaultValue ?? ''} />
}

interface BilingualFieldProps extends FieldProps {
  readonly rows?: number
  readonly maxLength?: number
  readonly defaults?: { readonly zh: string; readonly en: string } | undefined
}

/** Chinese and English side by side: `name.zh` and `name.en`; English may be empty. */
export const BilingualField = (props: BilingualFieldProps) => {
  const say = useSay(text)
  const Field = props.rows ? TextAreaField : TextField
  const size = { ...(props.rows ? { rows: props.rows } : {}), ...(props.maxLength ? { maxLength: props.maxLength } : {}) }
  return (
    <div className={styles.pair}>
      <Field
        name={`${props.name}.zh`}
        label={
          <>
            {props.label} ({say('zh')})
          </>
        }
        help={props.help}
        isRequired={props.isRequired ?? false}
        defaultValue={props.defaults?.zh}
        {...size}
      />
      <Field
        name={`${props.name}.en`}
        label={
          <>
            {props.label} ({say('en')})
          </>
        }
        help={say('enHelp')}
        defaultValue={props.defaults?.en}
        {...size}
      />
    </div>
  )
}

/** A whole number; read with `form.int(name)`, which takes full-width digits as well: a number box of a browser does not. */
export const NumberField = (props: FieldProps & { readonly unit?: string }) => <TextField {...props} inputMode="numeric" maxLength={24} />

export const PasswordField = (props: FieldProps & { readonly autoComplete: 'current-password' | 'new-password'; readonly minLength?: number }) => {
  const field = useField(props.name)
  return <PasswordBox {...shared(props, field)} autoComplete={props.autoComplete} minLength={props.minLength} />
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
  // Options that name the empty choice themselves need no second one.
  const first = props.options.some(({ value }) => value === '') ? [] : [{ value: '', label: props.placeholder ?? say('choose') }]
  return <SelectBox {...shared(props, field)} defaultValue={field.sent ?? props.defaultValue ?? ''} options={[...first, ...props.options]} />
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
        <CheckBox
          key={value}
          type="radio"
          id={`${field.id}-${value}`}
          name={props.name}
          value={value}
          label={label}
          help={about}
          defaultChecked={chosen === value}
          isRequired={props.isRequired ?? false}
        />
      ))}
      <FieldError id={field.id} error={field.error} />
    </fieldset>
  )
}

export const CheckField = ({
  isChecked = false,
  value = 'on',
  ...props
}: Omit<FieldProps, 'defaultValue'> & { readonly isChecked?: boolean; readonly value?: string }) => {
  const field = useField(props.name)
  const { values } = useFormState()
  return (
    <CheckBox
      {...shared(props, field)}
      id={`${field.id}${value === 'on' ? '' : `-${value}`}`}
      value={value}
      // A form that was filled in before says by silence that a box was empty.
      defaultChecked={Object.keys(values).length > 0 ? [values[props.name]].flat().includes(value) : isChecked}
    />
  )
}

export const DateField = (props: FieldProps & { readonly min?: string; readonly max?: string }) => {
  const field = useField(props.name)
  return <TextBox {...shared(props, field)} type="date" min={props.min} max={props.max} defaultValue={field.sent ?? props.defaultValue ?? ''} />
}

/** Beijing time; read with `form.instant(name)`. */
export const DateTimeField = (props: FieldProps) => {
  const field = useField(props.name)
  const say = useSay(text)
  return (
    <TextBox {...shared({ ...props, help: props.help ?? say('beijing') }, field)} type="datetime-local" defaultValue={field.sent ?? props.defaultValue ?? ''} />
  )
}
