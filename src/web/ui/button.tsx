/** Buttons, light enough for public pages. `final` is for irreversible acts, `quiet` for secondary ones. */
import type { ComponentProps, ReactNode } from 'react'
import styles from './button.module.css'

export type ButtonTone = 'main' | 'final' | 'quiet'

/** For links that look like buttons. */
export const buttonClass = (tone: ButtonTone, isWide = false): string => [styles.button, styles[tone], isWide ? styles.wide : ''].filter(Boolean).join(' ')

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'> {
  readonly tone?: ButtonTone
  readonly icon?: ReactNode
  /** Shows that it works; a second press does nothing. */
  readonly isBusy?: boolean
  readonly isWide?: boolean
}

export const Button = ({ tone = 'main', icon, isBusy = false, isWide = false, disabled = false, type = 'button', children, ...rest }: ButtonProps) => (
  <button {...rest} type={type} className={buttonClass(tone, isWide)} disabled={disabled || isBusy} aria-busy={isBusy || undefined}>
    {isBusy ? <span className={styles.spinner} aria-hidden="true" /> : icon}
    <span>{children}</span>
  </button>
)
