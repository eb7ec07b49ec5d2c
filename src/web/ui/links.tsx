/** Links that keep the language, and buttons that are links. */
import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Link, type LinkProps } from 'react-router'
import { localPath, useLang } from '../i18n/lang.ts'

/** `<LocalLink to="/lots/lot_1">` leads to `/zh/lots/lot_1` or `/en/lots/lot_1`. */
export const LocalLink = ({ to, ...rest }: Omit<LinkProps, 'to'> & { readonly to: string }) => <Link to={localPath(useLang(), to)} {...rest} />

interface LinkButtonProps extends Pick<ButtonProps, 'variant' | 'size' | 'fullWidth'> {
  readonly to: string
  readonly children: ReactNode
  readonly icon?: ReactNode
}

/** A link that looks like a button. `to` without language. */
export const LinkButton = ({ to, children, icon, ...rest }: LinkButtonProps) => (
  <Button component={Link} to={localPath(useLang(), to)} leftSection={icon} {...rest}>
    {children}
  </Button>
)

/** A download or another place of the server: a plain link that looks like a button. */
export const DownloadButton = ({ href, children, icon }: { readonly href: string; readonly children: ReactNode; readonly icon?: ReactNode }) => (
  <Button component="a" href={href} variant="default" leftSection={icon}>
    {children}
  </Button>
)
