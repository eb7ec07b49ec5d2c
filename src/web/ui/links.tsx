/** Links that keep the language, and links that look like buttons. */
import type { ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import { localPath, useLang } from '../i18n/lang.ts'
import type { Place } from '../i18n/place.ts'
import { buttonClass } from './button.tsx'

/** `<LocalLink to={lotPage('lot_1')}>` leads to `/zh/lots/lot_1` or `/en/lots/lot_1`. */
export const LocalLink = ({ to, ...rest }: Omit<LinkProps, 'to'> & { readonly to: Place }) => <Link to={localPath(useLang(), to)} {...rest} />

interface LinkButtonProps {
  readonly to: Place
  readonly children: ReactNode
  readonly icon?: ReactNode
  /** `default` for secondary links. */
  readonly variant?: 'filled' | 'default'
  readonly fullWidth?: boolean
}

/** A link that looks like a button. `to` without language. */
export const LinkButton = ({ to, children, icon, variant = 'filled', fullWidth = false }: LinkButtonProps) => (
  <Link to={localPath(useLang(), to)} className={buttonClass(variant === 'filled' ? 'main' : 'quiet', fullWidth)}>
    {icon}
    {children}
  </Link>
)

interface DownloadButtonProps {
  readonly href: string
  readonly children: ReactNode
  readonly icon?: ReactNode
  /** Name of the file where the address does not tell it. */
  readonly fileName?: string
}

/** A download or another place of the server: a plain link that looks like a button. */
export const DownloadButton = ({ href, children, icon, fileName }: DownloadButtonProps) => (
  <a href={href} className={buttonClass('quiet')} {...(fileName === undefined ? {} : { download: fileName })}>
    {icon}
    {children}
  </a>
)
